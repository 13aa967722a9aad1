import { CheckBox } from "../../parts/CheckBox";
import { HelpText } from "../../parts/HelpText";
import { SelectField } from "../../parts/SelectField";
import { TextField } from "../../parts/TextField";
import { fieldName } from "../../text";
import { type Draft, LIMITS, type LimitDraft, type LimitKey, toggled } from "./draft";
import { LIMIT_TEXTS, OTHER_GUARDS, RISKY } from "./text";

export interface PartOfForm {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error: (pointer: string) => string | undefined;
}

/** What stops an automatic sync before anything is written (D3, D10, D12). A person can always review and confirm. */
export function Safeguards({ draft, onChange, error }: PartOfForm) {
  const off = draft.guards_off;
  const setOff = (code: (typeof off)[number], isOn: boolean) => onChange({ ...draft, guards_off: toggled(off, code, !isOn) });
  return (
    <section className="section" aria-labelledby="safeguards">
      <div className="section-head">
        <h2 id="safeguards">Safeguards</h2>
        <p className="soft">They stop the daily sync before anything is written. A person can then review and import by hand.</p>
      </div>
      <div className="limits">
        {LIMITS.map((key) => (
          <Limit
            key={key}
            limit={key}
            value={draft.limits[key]}
            isOn={!off.includes(LIMIT_TEXTS[key].guard)}
            onSwitch={(isOn) => setOff(LIMIT_TEXTS[key].guard, isOn)}
            onChange={(value) => onChange({ ...draft, limits: { ...draft.limits, [key]: value } })}
            error={error}
          />
        ))}
      </div>
      <HighRisk draft={draft} onChange={onChange} error={error} />
      <fieldset className="stack-tight">
        <legend className="field-label">Also stop</legend>
        {OTHER_GUARDS.map(({ code, name }) => (
          <CheckBox key={code} label={name} isSelected={!off.includes(code)} onChange={(isOn) => setOff(code, isOn)} />
        ))}
      </fieldset>
      <SelectField
        label="When reporting lines have problems"
        description="Such as a manager who is not found, has left, or reports to their own report. The old manager is kept either way."
        value={draft.hierarchy}
        onChange={(chosen) => onChange({ ...draft, hierarchy: chosen === "block" ? "block" : "warn" })}
        options={[
          { value: "warn", name: "Warn and import the rest" },
          { value: "block", name: "Warn and stop the daily sync" },
        ]}
      />
      <SelectField
        label="When somebody of the directory is excluded in TriNet"
        description="A deactivation is always reviewed by a person, never done by the daily sync."
        value={draft.excluded_existing}
        onChange={(chosen) => onChange({ ...draft, excluded_existing: chosen === "deactivate" ? "deactivate" : "keep" })}
        options={[
          { value: "keep", name: "Leave them as they are" },
          { value: "deactivate", name: "Propose to deactivate them" },
        ]}
      />
    </section>
  );
}

interface LimitProps {
  limit: LimitKey;
  value: LimitDraft;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  onChange: (value: LimitDraft) => void;
  error: PartOfForm["error"];
}

function Limit({ limit, value, isOn, onSwitch, onChange, error }: LimitProps) {
  const { name, what } = LIMIT_TEXTS[limit];
  return (
    <fieldset className="limit">
      <legend className="only-heard">{name}</legend>
      <CheckBox label={name} isSelected={isOn} onChange={onSwitch} description={what} />
      <div className="limit-numbers">
        <TextField
          label="More than"
          unit="%"
          type="number"
          min={0}
          max={100}
          short
          value={value.percent}
          onChange={(percent) => onChange({ ...value, percent })}
          error={error(`/${limit}/percent`)}
        />
        <TextField
          label="And at least"
          unit="people"
          type="number"
          min={1}
          short
          value={value.people}
          onChange={(people) => onChange({ ...value, people })}
          error={error(`/${limit}/people`)}
        />
      </div>
    </fieldset>
  );
}

function HighRisk({ draft, onChange, error }: PartOfForm) {
  const { fields, minimum } = draft.high_risk;
  const set = (high_risk: Draft["high_risk"]) => onChange({ ...draft, high_risk });
  return (
    <fieldset className="stack-tight">
      <legend className="field-label">One person turning into another</legend>
      <p className="field-text">
        When several of these change for one person at once, the sync stops. Always on: it keeps one employee’s private data, such as
        performance reviews, from another.
      </p>
      <div className="row">
        {RISKY.map((field) => (
          <CheckBox
            key={field}
            label={fieldName(field)}
            isSelected={fields.includes(field)}
            error={field === RISKY[0] ? error("/high_risk/fields") : undefined}
            onChange={(isIn) => set({ fields: toggled(fields, field, isIn), minimum })}
          />
        ))}
      </div>
      <TextField
        label="How many of them at once"
        type="number"
        min={1}
        max={4}
        short
        value={minimum}
        onChange={(text) => set({ fields, minimum: text })}
        error={error("/high_risk/minimum")}
      />
      <HelpText title="What counts as changed">
        <p>Letter case, accents and blanks do not count, nor does a blank that gets a value or loses it.</p>
      </HelpText>
    </fieldset>
  );
}
