import { Icon } from "../../parts/Icon";
import type { Stage } from "./stages";
import { STAGE_HELP } from "./text";

const WORDS = { done: "done", current: "next", later: "later" } as const;

/** The stages of the set-up, with the one that is next. */
export function Checklist({ stages }: { stages: Stage[] }) {
  return (
    <ol className="plain checklist">
      {stages.map(({ name, state }, at) => (
        <li key={name} className={`stage stage-${state}`} aria-current={state === "current" ? "step" : undefined}>
          <span className="stage-mark">{state === "done" ? <Icon name="good" size={14} /> : at + 1}</span>
          <div>
            <p className="stage-name">
              {name} <span className="stage-word">{WORDS[state]}</span>
            </p>
            <p className="soft small">{STAGE_HELP[at]}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
