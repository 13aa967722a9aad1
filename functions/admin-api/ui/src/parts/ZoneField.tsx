import { ComboField } from "./ComboField";

/** Every time zone that the browser knows, and the one that is set. */
function zones(chosen: string): { value: string; name: string }[] {
  const all = new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...all].filter(Boolean).map((value) => ({ value, name: value.replaceAll("_", " ") }));
}

/** A time zone, found by the name of a city. */
export function ZoneField({ value, onChange, error }: { value: string; onChange: (zone: string) => void; error?: string }) {
  return (
    <ComboField
      label="Time zone"
      description="Type the name of a large city in it."
      value={value || null}
      onChange={(zone) => onChange(zone ?? "")}
      options={zones(value)}
      error={error}
    />
  );
}
