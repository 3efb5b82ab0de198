/**
 * Takes a token and exchanges it for a session.
 *
 * The field is a password field, so that the token does not stand on the screen, and is emptied as soon as it was sent.
 */
import { type FormEvent, useId, useState } from 'react';
import { signIn } from '../shared/session.ts';

/** Where people came from; only pages of our own, so that a link cannot send a newly signed-in person elsewhere. */
function nextPage(): string {
  return new URL(location.href).searchParams.get('next') === 'graphiql' ? '/graphiql' : '/';
}

export function SignInForm({ failure }: { readonly failure?: string }) {
  const [fault, setFault] = useState(failure);
  const [sending, setSending] = useState(false);
  const field = useId();
  const faultId = useId();

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const token = String(new FormData(form).get('token') ?? '').trim();
    if (token === '') return setFault('Paste a token first.');
    setSending(true);
    setFault(undefined);
    const wrong = await signIn(token);
    form.reset();
    if (wrong === undefined) return location.assign(nextPage());
    setSending(false);
    setFault(wrong);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <label htmlFor={field}>Token</label>
      <div className="console-token">
        <input
          id={field}
          name="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={faultId}
        />
        <button type="submit" className="button is-primary" disabled={sending}>
          {sending ? 'Signing in…' : 'Sign in'}
        </button>
      </div>
      <p id={faultId} className={fault ? 'console-aside console-fault' : 'console-aside'} role={fault ? 'alert' : undefined}>
        {fault ?? (
          <>
            <code>wayleave token create</code> makes one. In development, <code>npm start</code> prints a link that signs you in.
          </>
        )}
      </p>
    </form>
  );
}
