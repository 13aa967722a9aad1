import { Component, type ReactNode } from "react";
import { AskAPerson } from "../parts/AskAPerson";

/** What stands where a page broke. A page that cannot be loaded was mostly replaced by a newer version. */
export class Mishap extends Component<{ children: ReactNode; inside?: boolean }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const told = (
      <div className="stack" role="alert">
        <h1>This page could not be shown</h1>
        <p className="soft">There may be a newer version of it. Nothing that you saved is lost.</p>
        <p className="row">
          <a href={window.location.pathname}>Reload the page</a>
          <AskAPerson />
        </p>
      </div>
    );
    return this.props.inside ? told : <main className="alone">{told}</main>;
  }
}
