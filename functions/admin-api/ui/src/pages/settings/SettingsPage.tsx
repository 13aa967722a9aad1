import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useAct } from "../../api/acts";
import { type Answer, api } from "../../api/client";
import { useAccount, useSettings } from "../../api/hooks";
import { asProblem } from "../../api/problem";
import type { AccountSettings } from "../../api/shapes";
import { useVersioned } from "../../api/versioned";
import { useMay, whoMay } from "../../app/roles";
import { useUnsaved } from "../../app/sign-in/use-access";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Forbidden } from "../../parts/Forbidden";
import { Form } from "../../parts/Form";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { SelectField } from "../../parts/SelectField";
import { TextField } from "../../parts/TextField";
import { ZoneField } from "../../parts/ZoneField";
import { hourName } from "../../text";
import { Disconnect } from "./Disconnect";
import { draftOf, errorsOf, settingsOf } from "./draft";
import { type PartOfForm, Safeguards } from "./Safeguards";
import "./settings.css";
import { StaffSettings } from "./StaffSettings";

/** The account's settings: safeguards, mail, hour, and what specialists set. */
export function SettingsPage() {
  const { data, error, refetch } = useSettings();
  return (
    <Page narrow title="Settings">
      {data ? (
        <SettingsForm current={data} />
      ) : error ? (
        <Failure problem={error} retry={() => void refetch()} />
      ) : (
        <Loading what="the settings" />
      )}
      <Disconnect />
    </Page>
  );
}

function SettingsForm({ current }: { current: Answer<AccountSettings> }) {
  const owns = useMay("settings");
  const isStaff = useMay("staff_settings");
  const { opened, open, draft, setDraft, isChanged, reload } = useVersioned(current, draftOf);
  const [tried, setTried] = useState(false);
  const save = useSave(opened, (answer) => {
    open(answer);
    setTried(false);
  });
  useUnsaved(isChanged);

  const problem = save.error ? asProblem(save.error) : null;
  const errors = tried ? errorsOf(draft) : {};
  const part: PartOfForm = {
    draft,
    onChange: (next) => {
      if (save.isSuccess) save.reset();
      setDraft(next);
    },
    error: (pointer) => errors[pointer] ?? problem?.errorAt(pointer),
  };
  const submit = () => {
    setTried(true);
    if (Object.keys(errorsOf(draft)).length === 0) save.mutate(settingsOf(draft));
  };
  const startAgain = () => {
    save.reset();
    reload();
  };

  return (
    <Form onSubmit={submit} problem={problem} label="Settings">
      {!owns && (
        <Forbidden
          title={isStaff ? "You can change what specialists set" : "You can look and not change"}
          detail={`Only an ${whoMay("settings")} may change the other settings.`}
        />
      )}
      <fieldset disabled={!owns} className="form">
        <legend className="only-heard">Settings of the account</legend>
        <Daily {...part} />
        <Safeguards {...part} />
      </fieldset>
      <fieldset disabled={!isStaff} className="form">
        <legend className="only-heard">Settings of specialists</legend>
        <StaffSettings {...part} />
      </fieldset>
      {problem && <Failure problem={problem} reload={startAgain} />}
      {(owns || isStaff) && (
        <div className="form-actions save-bar">
          <Button type="submit" variant="primary" busy={save.isPending}>
            Save settings
          </Button>
          {isChanged && (
            <Button variant="quiet" onPress={() => setDraft(draftOf(opened.data))}>
              Undo my changes
            </Button>
          )}
          {save.isSuccess && !isChanged && <Notice tone="good" title="Saved" spoken />}
        </div>
      )}
    </Form>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), name: hourName(hour) }));

function Daily({ draft, onChange, error }: PartOfForm) {
  const account = useAccount();
  return (
    <section className="section" aria-labelledby="daily">
      <div className="section-head">
        <h2 id="daily">Daily sync</h2>
        <p className="soft">
          Auto-sync is switched on and off at <Link to={`/${account}`}>Integrations</Link>.
        </p>
      </div>
      <SelectField
        label="Hour"
        value={String(draft.daily_hour)}
        onChange={(hour) => onChange({ ...draft, daily_hour: Number(hour) })}
        options={HOURS}
      />
      <ZoneField value={draft.time_zone} onChange={(time_zone) => onChange({ ...draft, time_zone })} error={error("/time_zone")} />
      <TextField
        label="Who gets mail when a sync is blocked"
        description="One address a line. There is one mail for each cause, and one when it is over; no employee data is in it."
        rows={3}
        value={draft.recipients}
        onChange={(recipients) => onChange({ ...draft, recipients })}
        error={error("/recipients")}
      />
    </section>
  );
}

function useSave(opened: Answer<AccountSettings>, done: (answer: Answer<AccountSettings>) => void) {
  const account = useAccount();
  const queries = useQueryClient();
  return useAct<AccountSettings, AccountSettings>(
    async (settings) => {
      const path = { account };
      const answer = await api.send("PUT", "/v1/accounts/{account}/settings", { path, body: settings, ifMatch: opened.etag });
      // The next change must name the version that this one made.
      return answer.etag ? answer : api.get("/v1/accounts/{account}/settings", { path });
    },
    (answer) => {
      queries.setQueryData([account, "settings"], answer);
      void queries.invalidateQueries({ queryKey: [account] });
      done(answer);
    },
  );
}
