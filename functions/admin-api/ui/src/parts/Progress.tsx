import { useEffect, useState } from "react";
import { number } from "../text";

export interface ProgressProps {
  value: number;
  max: number;
  label: string;
}

/** How far something is. A screen reader is told at 25, 50, 75 and 100 per cent, and not at each step. */
export function Progress({ value, max, label }: ProgressProps) {
  const percent = max > 0 ? Math.min(100, Math.floor((value * 100) / max)) : 0;
  const quarter = Math.floor(percent / 25) * 25;
  const [said, setSaid] = useState(quarter);
  useEffect(() => setSaid(quarter), [quarter]);
  return (
    <div className="progress">
      <div className="row-apart small">
        <span>{label}</span>
        <span className="soft numbers">
          {number(value)} of {number(max)} · {percent} %
        </span>
      </div>
      <div
        className="progress-bar"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ inlineSize: `${percent}%` }} />
      </div>
      <span className="only-heard" role="status">
        {said > 0 && `${label}: ${said} per cent`}
      </span>
    </div>
  );
}
