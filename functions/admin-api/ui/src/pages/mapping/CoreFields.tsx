import type { Mapping } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { HelpText } from "../../parts/HelpText";
import { Icon } from "../../parts/Icon";
import { fieldName } from "../../text";

/** The fields that are mapped for everybody and cannot be configured (R48–R53). */
export function CoreFields({ core }: { core: Mapping["core"] }) {
  return (
    <section className="section" aria-labelledby="core-fields">
      <div className="section-head">
        <h2 id="core-fields" className="row">
          Core fields <Icon name="lock" size={14} />
        </h2>
        <p className="soft">These are mapped for you and cannot be changed here.</p>
      </div>
      <DataTable
        caption="Core fields"
        rows={core}
        rowKey={(row) => row.field}
        columns={[
          { key: "field", header: "In your directory", isRowHeader: true, cell: (row) => fieldName(row.field) },
          { key: "label", header: "In TriNet", cell: (row) => row.label },
          { key: "endpoint", header: "Read by", cell: (row) => <code className="small soft">{row.endpoint}</code> },
        ]}
      />
      <HelpText title="How these are filled">
        <ul>
          <li>Email and Employee ID both identify a person; one that stays the same is enough to find them again.</li>
          <li>Name is the first and the last name joined. Preferred Name is kept beside it and does not replace it.</li>
          <li>Reports To names a person in TriNet; your directory keeps that manager’s work email.</li>
          <li>TriNet’s labels differ from company to company: the endpoint says where a value comes from.</li>
        </ul>
      </HelpText>
    </section>
  );
}
