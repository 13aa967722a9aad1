import type { ReactNode } from "react";

/** Nothing is here because nothing was done yet: what would be here, and what to do for it. */
export function EmptyFirst({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <div className="soft">{children}</div>}
      {action && <div className="row">{action}</div>}
    </div>
  );
}
