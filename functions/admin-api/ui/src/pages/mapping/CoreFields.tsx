import type { Mapping } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { HelpText } from "../../parts/HelpText";
import { fieldName } from "../../text";

/** The fields that are mapped for everybody and cannot be configured (R48–R53). They open where nothing else is to be done. */
export function CoreFields({ core, isOpen }: { core: Mapping["core"]; isOpen: boolean }) {
  return (
    <HelpText title={`${core.length} core fields are mapped for you`} isOpen={isOpen}>
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
      <ul>
        <li>They cannot be changed here; only a specialist may choose another field for the Employee ID.</li>
        <li>Email and Employee ID both identify a person; one that stays the same is enough to find them again.</li>
        <li>Name is the first and the last name joined. Preferred Name is kept beside it and does not replace it.</li>
        <li>Reports To names a person in TriNet; your directory keeps that manager’s work email.</li>
        <li>TriNet’s labels differ from company to company: the endpoint says where a value comes from.</li>
      </ul>
    </HelpText>
  );
}
