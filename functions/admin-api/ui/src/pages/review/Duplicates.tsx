import { Button } from "../../parts/Button";
import { DataTable } from "../../parts/DataTable";
import { Value } from "../../parts/Masked";
import type { Change } from "../../api/shapes";
import { callNewPerson, callSamePerson, type Choices, undecided } from "./choices";
import { fieldName } from "../../text";
import { sideBySide } from "./side-by-side";
import { TEXT, who } from "./text";

interface DuplicatesProps {
  change: Change;
  choices: Choices;
  /** `null` where the plan can no longer be decided about, or the viewer may not. */
  decide: ((change: (choices: Choices) => Choices) => void) | null;
}

/** A new person and the people of the directory whom it may be, side by side (D18). */
export function Duplicates({ change, choices, decide }: DuplicatesProps) {
  return (
    <div className="stack">
      {change.duplicates.map((candidate) => {
        const same = choices.samePerson.get(change.id)?.employee === candidate.employee;
        const fresh = choices.newPerson.has(change.id);
        return (
          <section key={candidate.employee} className="duplicate" aria-label={`${who(change)} and ${candidate.employee}`}>
            <SideBySide change={change} candidate={candidate} />
            {decide && (
              <div className="row" role="group" aria-label="Same person or new person">
                <Button
                  variant={same ? "primary" : "plain"}
                  aria-pressed={same}
                  onPress={() => decide((it) => (same ? undecided(it, change.id) : callSamePerson(it, change, candidate)))}
                >
                  {TEXT.same}
                </Button>
                <Button
                  variant={fresh ? "primary" : "plain"}
                  aria-pressed={fresh}
                  onPress={() => decide((it) => (fresh ? undecided(it, change.id) : callNewPerson(it, change.id)))}
                >
                  {TEXT.fresh}
                </Button>
                <p className="soft" role="status">
                  {same ? TEXT.sameWhy : fresh ? TEXT.freshWhy : "Not decided: imported as a new person."}
                </p>
              </div>
            )}
          </section>
        );
      })}
    </div>
  );
}

function SideBySide({ change, candidate }: { change: Change; candidate: Change["duplicates"][number] }) {
  const shown = (value: string | null) => (value === null ? <span className="soft">None</span> : <Value text={value} />);
  return (
    <DataTable
      caption="From TriNet beside the directory"
      rows={sideBySide(change, candidate)}
      rowKey={({ field }) => field}
      columns={[
        { key: "field", header: "Field", isRowHeader: true, cell: ({ field }) => fieldName(field) },
        { key: "incoming", header: "From TriNet", cell: ({ incoming }) => shown(incoming) },
        {
          key: "stored",
          header: (
            <>
              In the directory <span className="mono">{candidate.employee}</span>
            </>
          ),
          cell: ({ isSame, stored }) => (isSame ? <span className="soft">The same</span> : shown(stored)),
        },
      ]}
    />
  );
}
