import { useMapping } from "../../api/hooks";
import { CheckBox } from "../../parts/CheckBox";
import { SelectField } from "../../parts/SelectField";
import { fieldName } from "../../text";
import { toggled } from "./draft";
import type { PartOfForm } from "./Safeguards";
import { CLEARABLE, ID_SOURCES, REDACTABLE } from "./text";

/** What a specialist sets at the customer's request (R29, R94, R95, D8). */
export function StaffSettings({ draft, onChange, error }: PartOfForm) {
  const { data } = useMapping();
  const demographics = data?.data.demographics.map(({ name }) => name) ?? [];
  const redactable = [...new Set([...REDACTABLE, ...demographics, ...draft.redacted])];
  const clearable = [...new Set([...CLEARABLE, ...demographics, ...draft.blank_clears])];
  return (
    <section className="section" aria-labelledby="staff-settings">
      <div className="section-head">
        <h2 id="staff-settings">Set by a specialist</h2>
        <p className="soft">These are changed by a Data and Integrations Specialist when you ask for it.</p>
      </div>
      <SelectField
        label="TriNet field that is the Employee ID"
        value={draft.employee_id_source}
        onChange={(chosen) => onChange({ ...draft, employee_id_source: chosen as typeof draft.employee_id_source })}
        options={ID_SOURCES}
      />
      <FieldBoxes
        legend="Redacted fields"
        text="Kept out of storage, reviews, history, logs and exports, also across re-syncs and changes of the mapping."
        fields={redactable}
        chosen={draft.redacted}
        error={error("/redacted")}
        onChange={(redacted) => onChange({ ...draft, redacted })}
      />
      <FieldBoxes
        legend="Fields that a blank clears"
        text="Elsewhere a blank in TriNet keeps the stored value. The review counts what would be cleared."
        fields={clearable}
        chosen={draft.blank_clears}
        error={error("/blank_clears")}
        onChange={(blank_clears) => onChange({ ...draft, blank_clears })}
      />
    </section>
  );
}

interface FieldBoxesProps {
  legend: string;
  text: string;
  fields: string[];
  chosen: string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}

function FieldBoxes({ legend, text, fields, chosen, error, onChange }: FieldBoxesProps) {
  return (
    <fieldset className="stack-tight">
      <legend className="field-label">{legend}</legend>
      <p className="field-text">{text}</p>
      <div className="boxes">
        {fields.map((field, at) => (
          <CheckBox
            key={field}
            label={fieldName(field)}
            isSelected={chosen.includes(field)}
            error={at === 0 ? error : undefined}
            onChange={(isIn) => onChange(toggled(chosen, field, isIn))}
          />
        ))}
      </div>
    </fieldset>
  );
}
