import type { FieldProfile } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { ComboField, type ComboOption } from "../../parts/ComboField";
import { HelpText } from "../../parts/HelpText";
import { Notice } from "../../parts/Notice";
import { SelectField } from "../../parts/SelectField";
import { TextField } from "../../parts/TextField";
import { describe, type Draft, emptyRow, FORMATS, formatOf, MOST, type Row, type RowErrors, transformsOf } from "./draft";
import { nearNames } from "./near";

/** Fields as options, each with masked samples and how well it is filled. */
export function optionsOf(fields: readonly FieldProfile[]): ComboOption[] {
  return fields.map(({ path, label, samples, fill_rate }) => ({
    value: path,
    name: label,
    detail: [`${Math.round(fill_rate * 100)} % filled`, ...samples].join(" · "),
  }));
}

interface CustomFieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  fields: readonly FieldProfile[];
  errors: readonly RowErrors[];
  existing: readonly string[];
}

/** Custom demographics: a TriNet field, its name here, and what is done to the value (R54–R59). */
export function CustomFields({ draft, onChange, fields, errors, existing }: CustomFieldsProps) {
  const options = optionsOf(fields);
  const mapped = draft.rows.map(({ name }) => name.trim());
  const change = (row: Row) => onChange({ ...draft, rows: draft.rows.map((it) => (it.key === row.key ? row : it)) });
  const remove = (row: Row) => onChange({ ...draft, rows: draft.rows.filter((it) => it.key !== row.key) });
  return (
    <section className="section" aria-labelledby="custom-fields">
      <div className="section-head">
        <h2 id="custom-fields">Custom demographics</h2>
        <p className="soft">Choose a TriNet field for each demographic that you want kept current. This is optional.</p>
      </div>
      {draft.rows.length > 0 && (
        <ol className="plain rows">
          {draft.rows.map((row, at) => (
            <li key={row.key} className="map-row">
              <RowFields row={row} at={at} fields={fields} options={options} error={errors[at] ?? {}} onChange={change} />
              <Button variant="quiet" icon="bad" label={`Remove ${row.name || `row ${at + 1}`}`} onPress={() => remove(row)} />
              <Near names={nearNames(row.name.trim(), existing, mapped)} name={row.name} onUse={(name) => change({ ...row, name })} />
            </li>
          ))}
        </ol>
      )}
      {draft.rows.length < MOST && (
        <p>
          <Button icon="add" onPress={() => onChange({ ...draft, rows: [...draft.rows, emptyRow()] })}>
            Field mapping
          </Button>
        </p>
      )}
      <HelpText title="A field that I need is not there">
        <p>
          Not every TriNet field can be synced. Map another field that holds similar data, or keep that demographic by manual
          import: what no mapping fills is left alone.
        </p>
      </HelpText>
      <HelpText title="I used a file or another integration before">
        <p>
          Give the demographic the identical name, letter by letter. “TEAM” is not “TEAM NAME”: a near miss starts a new
          demographic and breaks your trend reports.
        </p>
      </HelpText>
      <ExcludeField draft={draft} onChange={onChange} options={options} />
    </section>
  );
}

interface RowFieldsProps {
  row: Row;
  at: number;
  fields: readonly FieldProfile[];
  options: ComboOption[];
  error: RowErrors;
  onChange: (row: Row) => void;
}

function RowFields({ row, at, fields, options, error, onChange }: RowFieldsProps) {
  const format = formatOf(row.transforms);
  const formats = format === null ? [{ value: "own", name: "Set by a specialist" }, ...FORMATS] : FORMATS;
  const choose = (field: string | null) => {
    const label = fields.find(({ path }) => path === field)?.label;
    onChange({ ...row, field, name: row.name === "" && label ? label : row.name });
  };
  return (
    <fieldset className="map-fields">
      <legend className="only-heard">Mapping {at + 1}</legend>
      <ComboField label="TriNet field" value={row.field} onChange={choose} options={options} error={error.field} placeholder="Type to search" isRequired />
      <TextField label="Demographic" value={row.name} onChange={(name) => onChange({ ...row, name })} error={error.name} maxLength={100} isRequired />
      <SelectField
        label="Value"
        value={format ?? "own"}
        onChange={(chosen) => chosen !== "own" && onChange({ ...row, transforms: transformsOf(chosen) })}
        options={formats}
        description={format === null ? describe(row.transforms) : undefined}
      />
    </fieldset>
  );
}

function Near({ names, name, onUse }: { names: string[]; name: string; onUse: (name: string) => void }) {
  const [first] = names;
  if (!first) return null;
  return (
    <div className="map-near">
      <Notice
        tone="caution"
        title={`“${name.trim()}” is nearly “${first}”, which your directory has`}
        action={
          <Button small onPress={() => onUse(first)}>
            Use “{first}”
          </Button>
        }
        spoken
      >
        If both mean the same, use that name letter by letter, or reports will not join them.
      </Notice>
    </div>
  );
}

/** People whose field says yes stay out of the directory; nothing else excludes (R61–R64). */
function ExcludeField({ draft, onChange, options }: Pick<CustomFieldsProps, "draft" | "onChange"> & { options: ComboOption[] }) {
  return (
    <div className="exclude">
      <ComboField
        label="Exclude from the directory (optional)"
        description="A TriNet field that says “Yes” for people who are not to be imported. Blank, “No” or anything else includes them; rules such as “Job Title is Contractor” are not possible."
        value={draft.exclude}
        onChange={(exclude) => onChange({ ...draft, exclude })}
        options={options}
        placeholder="Nobody is excluded"
      />
    </div>
  );
}
