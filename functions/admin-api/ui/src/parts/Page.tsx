import { type ReactNode, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

/** The path whose heading had the focus; the first page, also after a sign-in, leaves the focus where browsers put it. */
let arrivedAt: string | null = null;

export interface PageProps {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  /** For pages that are mostly a form. */
  narrow?: boolean;
  children?: ReactNode;
}

/** A page: its title, its heading, which gets the focus when somebody comes here, and its content. */
export function Page({ title, intro, actions, narrow = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const how = useNavigationType();

  useEffect(() => {
    document.title = `${title} · Rollcall`;
  }, [title]);

  useEffect(() => {
    // A change of filters alone leaves the focus with who filters.
    const before = arrivedAt;
    arrivedAt = pathname;
    if (before === null || before === pathname) return;
    if (how === "PUSH") window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [pathname, how]);

  return (
    <div className={narrow ? "page page-narrow" : "page"}>
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {intro && <p className="page-intro">{intro}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
