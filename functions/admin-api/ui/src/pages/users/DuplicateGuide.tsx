import { AskAPerson } from "../../parts/AskAPerson";
import { HelpText } from "../../parts/HelpText";
import { GUIDE } from "./text";

/** How two profiles of one person become one again (R24–R26). */
export function DuplicateGuide() {
  return (
    <HelpText title={GUIDE.title}>
      <div className="stack">
        <p>{GUIDE.when}</p>
        <Steps title={GUIDE.beforeTitle} steps={GUIDE.before} />
        <Steps title={GUIDE.afterTitle} steps={GUIDE.after} />
        <AskAPerson />
      </div>
    </HelpText>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly string[] }) {
  return (
    <div className="stack-tight">
      <h2>{title}</h2>
      <ol className="duplicate-guide">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
