import { useState } from "react";
import { ComboField } from "../../parts/ComboField";
import { Page } from "../../parts/Page";

export function MappingPage() {
  const [value, set] = useState<string | null>(null);
  return (
    <Page title="Map fields">
      <ComboField label="TriNet field" value={value} onChange={set} options={[{ value: "a", name: "b" }]} />
    </Page>
  );
}
