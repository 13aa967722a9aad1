import type { ReactNode } from "react";
import { Icon } from "./Icon";

/** Help that is there for who wants it. */
export function HelpText({ title, children, isOpen }: { title: string; children: ReactNode; isOpen?: boolean }) {
  return (
    <details className="help" open={isOpen}>
      <summary>
        <Icon name="right" size={14} />
        {title}
      </summary>
      <div className="help-body">{children}</div>
    </details>
  );
}
