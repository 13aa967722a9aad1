import { useState } from "react";
import { useAutoSync } from "../../api/acts";
import type { Answer } from "../../api/client";
import type { Integration } from "../../api/shapes";
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
      {change.error && <Failure problem={change.error} />}
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
  const [opened, setOpened] = useState<Answer<Integration> | null>(null);
  return (
    <>
      <Button variant="quiet" small onPress={() => setOpened(answer)}>
        Change hour
      </Button>
      {opened && <Hour opened={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** `opened` is what the dialog was opened with: who saves overwrites nothing that they have not seen. */
function Hour({ opened, onClose }: { opened: Answer<Integration>; onClose: () => void }) {
  const { on, ...now } = opened.data.auto_sync;
  const [hour, setHour] = useState(String(now.hour));
  const [zone, setZone] = useState(now.time_zone);
  const save = useAutoSync(onClose);
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
      <Form id="hour" onSubmit={() => save.mutate({ etag: opened.etag, on, hour: Number(hour), time_zone: zone })} problem={save.error}>
        <SelectField label="Hour" value={hour} onChange={setHour} options={HOURS} />
        <ZoneField value={zone} onChange={setZone} />
        {save.error && <Failure problem={save.error} />}
      </Form>
    </Dialog>
  );
}
