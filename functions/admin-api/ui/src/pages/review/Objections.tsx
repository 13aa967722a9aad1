import { Link } from "react-router";
import { wordsOf } from "../../api/codes";
import type { Objection } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { Notice } from "../../parts/Notice";
import { TEXT } from "./text";
import { tableOf, type View } from "./view";

const WHERE: Readonly<Record<string, Partial<View>>> = {
  high_risk_change: { show: "attention", flag: "high_risk_change" },
  volume_identifiers: { show: "attention", flag: "identifier_change" },
  volume_deactivate: { show: "deactivated" },
  volume_create: { show: "new" },
};

/** What the safeguards say that still object, each with what to do next (D10, R76). */
export function Objections({ objections, isOpen }: { objections: readonly Objection[]; isOpen: boolean }) {
  if (objections.length === 0) return null;
  return (
    <section className="stack-tight" aria-label="Safeguards">
      {objections.map(({ guard, message }) => {
        const { title, next } = wordsOf(guard);
        const where = WHERE[guard];
        return (
          <Notice
            key={guard}
            tone="bad"
            title={title}
            action={
              where && (
                <Link to={tableOf(where)} replace>
                  Show them
                </Link>
              )
            }
          >
            <p>
              {message} {next}
            </p>
          </Notice>
        );
      })}
      {isOpen && (
        <p className="row soft">
          {TEXT.unexpected} <AskAPerson />
        </p>
      )}
    </section>
  );
}
