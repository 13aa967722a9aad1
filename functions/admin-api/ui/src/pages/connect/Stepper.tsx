import { Link } from "react-router";
import { Icon } from "../../parts/Icon";
import { STEPS } from "./text";

/** The steps: visited ones lead back, later ones wait. */
export function Stepper({ at, reached }: { at: number; reached: number }) {
  return (
    <nav aria-label="Steps">
      <ol className="plain steps">
        {STEPS.map(({ key, name }, step) => {
          const inside = (
            <>
              <span className="step-mark">{step < at ? <Icon name="good" size={12} /> : step + 1}</span>
              {name}
            </>
          );
          return (
            <li key={key} className={step === at ? "step step-current" : "step"}>
              {step <= reached ? (
                <Link to={`?step=${key}`} aria-current={step === at ? "step" : undefined}>
                  {inside}
                </Link>
              ) : (
                <span className="step-later">{inside}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
