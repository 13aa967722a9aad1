import type { WhatIf } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { Diff } from "../../parts/Diff";
import { HelpText } from "../../parts/HelpText";
import { Notice } from "../../parts/Notice";
import { Tile, Tiles } from "../../parts/Tiles";
import { count, guardName, list, number } from "../../text";

/** What the next manual sync would do with this mapping. Nothing is changed by looking. */
export function WhatIfResult({ whatIf }: { whatIf: WhatIf }) {
  const { blocked_by, counts, demographics, excluded, not_filled, orphaned, people } = whatIf;
  return (
    <section className="card" aria-labelledby="what-if">
      <div className="section-head">
        <h2 id="what-if" tabIndex={-1}>
          What the next sync would do with this mapping
        </h2>
        <p className="soft">Nothing was changed or saved.</p>
      </div>
      {blocked_by.length > 0 && (
        <Notice tone="caution" title="An automatic sync would stop">
          {list(blocked_by.map(guardName))}. A person can review and confirm it.
        </Notice>
      )}
      <Tiles label="People">
        <Tile label="New" count={counts.create} />
        <Tile label="Updated" count={counts.update} />
        <Tile label="Deactivated" count={counts.deactivate} tone="caution" />
        <Tile label="Reactivated" count={counts.reactivate} />
        <Tile label="Unchanged" count={counts.unchanged} />
        <Tile label="Excluded" count={excluded.length} />
        <Tile label="Ignored with errors" count={counts.refused} tone="bad" />
      </Tiles>
      {demographics.length > 0 && <Filled demographics={demographics} />}
      {orphaned.length > 0 && (
        <Notice tone="caution" title={`${count(orphaned.length, "excluded person has", "excluded people have")} a team`}>
          {count(orphaned.reduce((sum, team) => sum + team.reports.length, 0), "person keeps", "people keep")} the old manager.
        </Notice>
      )}
      {not_filled.length > 0 && (
        <HelpText title={`${count(not_filled.length, "demographic", "demographics")} of your directory would not be filled`}>
          <p>{list(not_filled)}. A sync leaves them alone; delete what you no longer need after the first good sync.</p>
        </HelpText>
      )}
      {people.length > 0 && <Sample people={people} />}
    </section>
  );
}

function Filled({ demographics }: Pick<WhatIf, "demographics">) {
  return (
    <DataTable
      caption="How well each demographic is filled"
      rows={demographics}
      rowKey={(row) => row.name}
      columns={[
        { key: "name", header: "Demographic", isRowHeader: true, cell: (row) => row.name },
        {
          key: "filled",
          header: "Filled",
          align: "end",
          cell: (row) => `${number(row.filled)} of ${number(row.people)}`,
        },
        { key: "unusable", header: "Not usable", align: "end", cell: (row) => number(row.unusable) },
        { key: "values", header: "Most frequent values", cell: (row) => frequent(row) },
        { key: "near", header: "Nearly the name of", cell: (row) => (row.near.length > 0 ? list(row.near) : "–") },
      ]}
    />
  );
}

function frequent({ distinct, values }: WhatIf["demographics"][number]): string {
  const shown = values.slice(0, 3).map(({ value, people }) => `${value} (${number(people)})`);
  return distinct > shown.length ? `${shown.join(", ")} and ${number(distinct - shown.length)} more` : shown.join(", ");
}

function Sample({ people }: Pick<WhatIf, "people">) {
  return (
    <HelpText title={`${count(people.length, "person", "people")} before and after`}>
      <ul className="plain stack">
        {people.map(({ source_id, fields }) => (
          <li key={source_id} className="stack-tight">
            <p className="small">
              TriNet id <code>{source_id}</code>
            </p>
            <Diff changes={fields.filter(({ changed }) => changed)} />
          </li>
        ))}
      </ul>
    </HelpText>
  );
}
