import type { ReactNode } from "react";
import { Link } from "react-router";
import { number } from "../text";
import { Icon } from "./Icon";
import type { Tone } from "./Notice";

export function Tiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="plain tiles" aria-label={label}>
      {children}
    </ul>
  );
}

export interface TileProps {
  label: string;
  count: number;
  tone?: Tone;
  /** Where what is counted can be seen. */
  to?: string;
  /** Whether that is what is seen now. */
  isCurrent?: boolean;
  replace?: boolean;
}

/** A number with its word: a card to press where it can be looked into, else a flat figure. Nought is quiet. */
export function Tile({ label, count, tone, to, isCurrent = false, replace }: TileProps) {
  const toned = count > 0 && tone ? tone : undefined;
  const inside = (
    <>
      <span className="tile-label">
        {toned && <Icon name={toned === "bad" ? "stop" : toned} size={14} />}
        {label}
      </span>
      <span className="tile-count numbers">{number(count)}</span>
    </>
  );
  const look = `tile${toned ? ` tone-${toned}` : ""}${count === 0 ? " tile-nought" : ""}`;
  return (
    <li>
      {to ? (
        <Link className={look} to={to} replace={replace} aria-current={isCurrent || undefined}>
          {inside}
        </Link>
      ) : (
        <div className={look}>{inside}</div>
      )}
    </li>
  );
}
