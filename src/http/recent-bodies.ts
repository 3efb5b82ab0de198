/**
 * What the bodies of late asked, by their bytes: clients send the same few over and over, and each time they would be decoded, counted, parsed and checked.
 *
 * What is handed out is shared by all who sent the same, so nobody can write to it.
 */
import { KnownTexts } from './known-texts.ts';
import { parseJson } from './request-body.ts';
import { type GraphqlParameters, parametersOfBody } from './request-parameters.ts';

const LIMITS = { mostTexts: 2_000, mostCharacters: 2_000_000, longestText: 8_000 };

export class RecentBodies {
  private readonly known = new KnownTexts<GraphqlParameters>(LIMITS);

  /** Throws what `parseJson` and `parametersOfBody` throw; what was refused is not remembered. */
  parametersOf(bytes: Buffer): GraphqlParameters {
    if (bytes.length > LIMITS.longestText) return parametersOfBody(parseJson(bytes));
    // A character for each byte, whatever they mean.
    const text = bytes.toString('latin1');
    let parameters = this.known.get(text);
    if (!parameters) {
      parameters = frozen(parametersOfBody(parseJson(bytes)));
      this.known.add(text, parameters);
    }
    return parameters;
  }
}

/** As deep as JSON may be nested, which is not very deep. */
function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object') {
    for (const inside of Object.values(value)) frozen(inside);
    Object.freeze(value);
  }
  return value;
}
