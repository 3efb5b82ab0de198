/** A bar that shows how much of something is taken, with the same said in numbers beside it. */
import { fraction, percent } from './wording.ts';

interface MeterProps {
  readonly label: string;
  readonly part: number;
  readonly total: number;
  /** What the total is: `of 25,000 a request`. */
  readonly of: string;
}

export function Meter({ label, part, total, of }: MeterProps) {
  const share = fraction(part, total);
  const level = part > total ? 'is-over' : share > 0.75 ? 'is-high' : '';
  return (
    <div className="meter">
      <div className="meter-words">
        <span className="meter-label">{label}</span>
        <span className="meter-of">
          <strong>{percent(part, total)}</strong> of {of}
        </span>
      </div>
      {/* The words above say the same; a bar read aloud would say it twice. */}
      <div className={`meter-bar ${level}`} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
