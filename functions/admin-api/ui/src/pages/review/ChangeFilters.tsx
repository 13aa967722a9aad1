import { useMapping } from "../../api/hooks";
import type { Change } from "../../api/shapes";
import { SelectField } from "../../parts/SelectField";
import { CORE_FIELDS, fieldName } from "../../text";
import { flagWord, TEXT } from "./text";
import { FLAGS, flagOf, type View } from "./view";

interface ChangeFiltersProps {
  view: View;
  /** The changes that are shown. */
  shown: readonly Pick<Change, "fields">[];
  onChange: (view: View) => void;
}

/** Narrows the changes to those of one field, and to those that are marked as something. Both stand in the address. */
export function ChangeFilters({ view, shown, onChange }: ChangeFiltersProps) {
  const { data } = useMapping();
  const mapped = data?.data.demographics.map(({ name }) => name) ?? [];
  const go = (more: Partial<View>) => onChange({ ...view, cursor: null, open: null, ...more });
  return (
    <>
      <SelectField
        label={TEXT.changedField}
        value={view.field ?? ""}
        onChange={(field) => go({ field: field === "" ? null : field })}
        options={[
          { value: "", name: TEXT.anyField },
          ...fieldsOffered(view.field, mapped, shown).map((field) => ({ value: field, name: fieldName(field) })),
        ]}
      />
      <SelectField
        label={TEXT.markedAs}
        value={view.flag ?? ""}
        onChange={(flag) => go({ flag: flagOf(flag) })}
        options={[{ value: "", name: TEXT.anyFlag }, ...FLAGS.map((flag) => ({ value: flag, name: flagWord(flag) }))]}
      />
    </>
  );
}

/**
 * The fields that are offered, each once. Besides those that are mapped now, a plan may change others: of the mapping that it was
 * made with, or demographics that are deleted.
 */
export function fieldsOffered(chosen: string | null, mapped: readonly string[], shown: ChangeFiltersProps["shown"]): string[] {
  const changed = shown.flatMap(({ fields }) => fields.map(({ field }) => field));
  return [...new Set([...CORE_FIELDS, ...mapped, ...changed, ...(chosen === null ? [] : [chosen])])];
}
