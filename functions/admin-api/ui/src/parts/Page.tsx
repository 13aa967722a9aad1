import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

/** The path whose heading had the focus; the first page, also after a sign-in, leaves the focus where browsers put it. */
let arrivedAt: string | null = null;
/** Whether the heading that was just replaced, such as that of a page still loading, had the focus. */
let hadFocus = false;

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
    const takesOver = hadFocus;
    [arrivedAt, hadFocus] = [pathname, false];
    if (before === null || (before === pathname && !takesOver)) return;
    if (before !== pathname && how === "PUSH") window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [pathname, how]);

  // Before the effect above, and when it goes before it is taken out of the document.
  useLayoutEffect(() => {
    const mine = heading.current;
    return () => {
      hadFocus = mine !== null && document.activeElement === mine;
    };
  }, []);

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
