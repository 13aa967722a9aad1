import { useState } from "react";
import { useAutoSync } from "../../api/acts";
import type { Answer } from "../../api/client";
import type { Integration } from "../../api/shapes";
import { useVersioned } from "../../api/versioned";
import { useMay, whoMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/CheckBox";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Form } from "../../parts/Form";
import { SelectField } from "../../parts/SelectField";
import { Time } from "../../parts/Time";
import { ZoneField } from "../../parts/ZoneField";
import { hourName } from "../../text";

/** The daily sync: a switch that takes effect at once (R80–R84), and its hour. Before the first import it cannot be set. */
export function AutoSync({ answer }: { answer: Answer<Integration> }) {
  const { auto_sync, daily_next_at, state } = answer.data;
  const allowed = useMay("auto_sync");
  const change = useAutoSync();
  const live = ["live", "blocked", "credential_failed"].includes(state);
  const wanted = change.isPending ? change.variables.on : auto_sync.on;
  return (
    <section className="auto-sync" aria-label="Auto-sync">
      <div className="row-apart">
        <Switch
          label={`Auto-sync ${wanted ? "On" : "Off"}`}
          description={describe(live, auto_sync, allowed)}
          isSelected={wanted}
          isDisabled={!live || !allowed}
          onChange={(on) => change.mutate({ etag: answer.etag, on })}
        />
        {live && allowed && <HourDialog answer={answer} />}
      </div>
      {live && auto_sync.on && state === "live" && daily_next_at && (
        <p className="soft small">
          Next sync <Time at={daily_next_at} />, <Time at={daily_next_at} exact />.
        </p>
      )}
      {change.error && <Failure problem={change.error} reload={change.reset} />}
    </section>
  );
}

function describe(live: boolean, { hour, time_zone }: Integration["auto_sync"], allowed: boolean): string {
  if (!live) return "Can be switched on after the first import.";
  const when = `Every day at ${hourName(hour)}, ${zoneName(time_zone)}.`;
  return allowed ? when : `${when} ${whoMay("auto_sync")} may change this.`;
}

function zoneName(zone: string): string {
  return zone.replaceAll("_", " ");
}

export const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), name: hourName(hour) }));

function HourDialog({ answer }: { answer: Answer<Integration> }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" small onPress={() => setOpen(true)}>
        Change hour
      </Button>
      {isOpen && <Hour current={answer} onClose={() => setOpen(false)} />}
    </>
  );
}

function hourOf({ auto_sync: { hour, time_zone } }: Integration) {
  return { hour, time_zone };
}

function Hour({ current, onClose }: { current: Answer<Integration>; onClose: () => void }) {
  const { opened, draft, setDraft, reload } = useVersioned(current, hourOf);
  const save = useAutoSync(onClose);
  const submit = () => save.mutate({ etag: opened.etag, on: opened.data.auto_sync.on, ...draft });
  const startAgain = () => {
    save.reset();
    reload();
  };
  return (
    <Dialog
      title="Hour of the daily sync"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="hour" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form id="hour" onSubmit={submit} problem={save.error}>
        <SelectField
          label="Hour"
          value={String(draft.hour)}
          onChange={(hour) => setDraft({ ...draft, hour: Number(hour) })}
          options={HOURS}
        />
        <ZoneField value={draft.time_zone} onChange={(time_zone) => setDraft({ ...draft, time_zone })} />
        {save.error && <Failure problem={save.error} reload={startAgain} />}
      </Form>
    </Dialog>
  );
}
