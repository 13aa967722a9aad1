import { useState } from "react";
import type { Change } from "../../api/shapes";
import { Diff } from "../../parts/Diff";
import { type Choices } from "./choices";
import { Duplicates } from "./Duplicates";
import { Reveal } from "./Reveal";
import { who } from "./text";

interface ChangeDetailProps {
  digest: string;
  change: Change;
  choices: Choices;
  decide: ((change: (choices: Choices) => Choices) => void) | null;
  mayReveal: boolean;
}

/** What changes about one person: before and after, the changed fields alone; the date of birth hidden until it is asked for. */
export function ChangeDetail({ digest, change, choices, decide, mayReveal }: ChangeDetailProps) {
  const [clear, setClear] = useState<Change | null>(null);
  const shown = clear ?? change;
  const hides = shown === change && isMasked(change);
  return (
    <div className="stack">
      <Diff changes={shown.fields} />
      {hides && mayReveal && (
        <div>
          <Reveal digest={digest} change={change.id} label="Show the date of birth…" of={who(change)} onShown={setClear} />
        </div>
      )}
      {clear && (
        <p className="soft" role="status">
          The date of birth is shown until you close this row. That you looked is in the history.
        </p>
      )}
      {change.duplicates.length > 0 && <Duplicates change={shown} choices={choices} decide={decide} />}
    </div>
  );
}

/** Whether a change has a date of birth that can be shown. */
export function isMasked({ fields, duplicates }: Pick<Change, "fields" | "duplicates">): boolean {
  const all = [...fields, ...duplicates.flatMap((it) => it.fields)];
  return all.some(({ field, before, after }) => field === "date_of_birth" && (before !== null || after !== null));
}
