import type { SetURLSearchParams } from "react-router";
import { CheckBox } from "../../parts/CheckBox";
import { SelectField } from "../../parts/SelectField";
import { TextField } from "../../parts/TextField";
import { withFilter } from "./filters";
import { STATUS_FILTERS, statusWord, TEXT } from "./text";

interface FiltersProps {
  params: URLSearchParams;
  setParams: SetURLSearchParams;
  search: string;
  onSearch: (search: string) => void;
}

/** Status and *missing* stand in the address; what is searched for is personal data and does not. */
export function Filters({ params, setParams, search, onSearch }: FiltersProps) {
  const keep = { replace: true, state: { search } };
  const options = [{ value: "", name: TEXT.anyStatus }, ...STATUS_FILTERS.map((value) => ({ value, name: statusWord(value).word }))];
  return (
    <search className="people-filters">
      <TextField label={TEXT.search} description={TEXT.searchHelp} type="search" autoComplete="off" value={search} onChange={onSearch} />
      <SelectField
        label={TEXT.status}
        value={params.get("status") ?? ""}
        options={options}
        onChange={(status) => setParams(withFilter(params, "status", status || null), keep)}
      />
      <CheckBox
        label={TEXT.missing}
        isSelected={params.get("missing") === "true"}
        onChange={(missing) => setParams(withFilter(params, "missing", missing ? "true" : null), keep)}
      />
    </search>
  );
}
