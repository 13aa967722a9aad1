import type { ReactNode } from "react";
import { LinkButton } from "./Button";

export interface PagingProps {
  /** What of how many is seen, such as "1–50 of 1,204". */
  children?: ReactNode;
  /** Address of the first page; `null` on it. */
  firstTo: string | null;
  /** Address of the next page; `null` on the last. */
  nextTo: string | null;
  /** What goes with the list and may not stand in an address. */
  state?: unknown;
}

/** The way through a list. Back is the browser's own button: each page has its address. */
export function Paging({ children, firstTo, nextTo, state }: PagingProps) {
  if (!firstTo && !nextTo && !children) return null;
  return (
    <nav className="paging" aria-label="Pages of the list">
      <span className="soft small numbers">{children}</span>
      <span className="row">
        {firstTo && (
          <LinkButton small to={firstTo} state={state}>
            First page
          </LinkButton>
        )}
        {nextTo && (
          <LinkButton small to={nextTo} state={state}>
            Next page
          </LinkButton>
        )}
      </span>
    </nav>
  );
}
