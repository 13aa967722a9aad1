import type { ReactNode } from "react";
import { LinkButton } from "./Button";

export interface PagingProps {
  /** What of how many is seen, such as "1–50 of 1,204". */
  children?: ReactNode;
  /** Address of the first page; `null` on it. */
  firstTo: string | null;
  /** Address of the next page; `null` on the last. */
  nextTo: string | null;
}

/** The way through a list. Back is the browser's own button: each page has its address. */
export function Paging({ children, firstTo, nextTo }: PagingProps) {
  if (!firstTo && !nextTo && !children) return null;
  return (
    <nav className="paging" aria-label="Pages of the list">
      <span className="soft small numbers">{children}</span>
      <span className="row">
        {firstTo && (
          <LinkButton small to={firstTo}>
            First page
          </LinkButton>
        )}
        {nextTo && (
          <LinkButton small to={nextTo}>
            Next page
          </LinkButton>
        )}
      </span>
    </nav>
  );
}
