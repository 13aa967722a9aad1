import { Button } from "../../parts/Button";
import { DataTable } from "../../parts/DataTable";
import { HelpText } from "../../parts/HelpText";
import { PERMISSIONS, TERMS } from "./text";

/** What is read and why, and the terms: going on is the consent (R34–R38, R41). */
export function AccessStep({ onNext }: { onNext: () => void }) {
  return (
    <div className="stack">
      <p>
        Rollcall asks to read the employee data of your company from TriNet: identity, dates of employment, manager, and the
        fields that you map. It never writes to TriNet, and it stores only what the import needs.
      </p>
      <DataTable
        caption="Permissions in TriNet, and what each is for"
        showCaption
        rows={PERMISSIONS}
        rowKey={(row) => row.permission}
        columns={[
          { key: "permission", header: "Permission", isRowHeader: true, cell: (row) => <code>{row.permission}</code> },
          { key: "unlocks", header: "What it is for", cell: (row) => row.unlocks },
          { key: "need", header: "Needed", cell: (row) => row.need },
        ]}
      />
      <p className="soft">
        Without full employee data, start and end dates and the hierarchy would silently be missing. Rollcall tests each
        permission when you connect and names what is not there.
      </p>
      <HelpText title="Before you begin">
        <ul>
          <li>You, or whoever shares access with you, must be an Integration Administrator in TriNet.</li>
          <li>Allow one to three weeks: credentials have to be generated, and unique identifiers may need mapping.</li>
          <li>Have an account administrator with full permissions at hand, and somebody of your IT.</li>
        </ul>
      </HelpText>
      <HelpText title="Words that TriNet and Rollcall use">
        <dl className="terms">
          {TERMS.map(({ term, also, text }) => (
            <div key={term}>
              <dt>
                {term} {also && <span className="soft">({also})</span>}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </HelpText>
      <div className="form-actions">
        <Button variant="primary" onPress={onNext}>
          Accept and continue
        </Button>
      </div>
    </div>
  );
}
