import { useState } from "react";
import { wordsOf } from "../../api/codes";
import { type ChangesAsked, usePlanChanges } from "../../api/reviews";
import type { Change, Objection } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { Diff } from "../../parts/Diff";
import { fieldName } from "../../text";
import { Reveal } from "../review/Reveal";

const REVEAL_WHY =
  "Name, email and date of birth before and after are shown on this page alone. It is recorded in the history that you looked: your name, the time and whose they were.";

/** How many people are shown before somebody asks for all. */
const FEW = 5;

/** Whom an objection is about: ids and the fields that would change. Their values are hidden until somebody asks for them. */
export function People({ digest, objection }: { digest: string; objection: Objection }) {
  const { guard, concerned, people, message } = objection;
  const changes = useChangesOf(digest, objection);
  const [shown, setShown] = useState(FEW);
  const more = concerned - people.length;
  return (
    <section className="stack-tight" aria-labelledby={`people-${guard}`}>
      <h2 id={`people-${guard}`}>{wordsOf(guard).title}</h2>
      <p>
        {message} <span className="soft">{wordsOf(guard).next}</span>
      </p>
      <ul className="plain people-concerned">
        {people.slice(0, shown).map((person, at) => (
          <Person
            key={`${person.source_id ?? ""}${person.employee ?? ""}${at}`}
            digest={digest}
            person={person}
            change={changes.find(({ source_id, employee }) => isOf(person, source_id, employee))?.id ?? null}
          />
        ))}
      </ul>
      {people.length > shown && (
        <div>
          <Button variant="quiet" small onPress={() => setShown(people.length)}>
            Show {people.length - shown} more
          </Button>
        </div>
      )}
      {more > 0 && people.length > 0 && <p className="soft numbers">And {more.toLocaleString("en")} more.</p>}
    </section>
  );
}

type Person = Objection["people"][number];

/** Whether a change is about a person whom an objection names. */
export function isOf(person: Person, source: string | null, employee: string | null): boolean {
  if (person.source_id !== null) return person.source_id === source;
  return person.employee !== null && person.employee === employee;
}

const BY_GUARD: Readonly<Record<string, ChangesAsked>> = {
  high_risk_change: { flag: "high_risk_change" },
  volume_identifiers: { flag: "identifier_change" },
  volume_deactivate: { action: "deactivate" },
  volume_create: { action: "create" },
};

/** The changes behind an objection, where it is about changes: their ids are what a reveal names. */
function useChangesOf(digest: string, { guard }: Objection): readonly Pick<Change, "id" | "source_id" | "employee">[] {
  const mayReveal = useMay("reveal");
  const by = BY_GUARD[guard];
  const { data } = usePlanChanges(digest, by && mayReveal ? { ...by, limit: 200 } : null);
  return data?.items ?? [];
}

function Person({ digest, person, change }: { digest: string; person: Person; change: string | null }) {
  const [clear, setClear] = useState<Change | null>(null);
  return (
    <li className="stack-tight">
      <div className="row-apart">
        <span className="row">
          <span className="mono">{person.source_id === null ? person.employee : `TriNet ${person.source_id}`}</span>
          <span className="soft">{person.fields.map(fieldName).join(", ")}</span>
        </span>
        {change !== null && clear === null && (
          <Reveal digest={digest} change={change} label="Show the values…"
            of={person.source_id === null ? (person.employee ?? "") : `TriNet ${person.source_id}`} title="Show this person’s values?" onShown={setClear}>
            {REVEAL_WHY}
          </Reveal>
        )}
      </div>
      {clear && <Diff changes={clear.fields} />}
    </li>
  );
}
