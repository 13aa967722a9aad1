import { useState } from "react";
import { useIntegrationAct } from "../../api/acts";
import { api, type Answer } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { Connect, Integration } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Form } from "../../parts/Form";
import { HelpText } from "../../parts/HelpText";
import { Notice } from "../../parts/Notice";
import { SecretField } from "../../parts/SecretField";
import { StoredSecret } from "../../parts/StoredSecret";
import { TextField } from "../../parts/TextField";
import { ZoneField } from "../../parts/ZoneField";
import { type Draft, errorsOf, request } from "./draft";

interface CredentialsStepProps {
  /** What the wizard was opened with. */
  opened: Answer<Integration>;
  draft: Draft;
  onChange: (draft: Draft) => void;
  onDone: () => void;
  onReload: () => void;
}

/** Client ID, Client Secret and Company ID (R42–R45). The secret is never shown again, nor filled in. */
export function CredentialsStep({ opened, draft, onChange, onDone, onReload }: CredentialsStepProps) {
  const { connection, last_import, secret } = opened.data;
  const isFirst = connection === null && last_import === null;
  const [tried, setTried] = useState(false);
  const save = useIntegrationAct<Connect>(
    (path, body) => api.send("PUT", "/v1/accounts/{account}/connection", { path, body, ifMatch: opened.etag }),
    onDone,
  );
  const errors = tried ? errorsOf(draft, isFirst) : {};
  const problem = save.error ? asProblem(save.error) : null;
  const set = (key: keyof Draft) => (value: string) => onChange({ ...draft, [key]: value });
  const error = (key: keyof Draft) => errors[key] ?? problem?.errorAt(`/${key}`);
  const submit = () => {
    setTried(true);
    if (Object.keys(errorsOf(draft, isFirst)).length === 0 && !save.isPending) save.mutate(request(draft, isFirst));
  };
  const reload = () => {
    save.reset();
    onReload();
  };
  const otherCompany = connection && last_import && draft.company.trim() !== connection.company && draft.company.trim() !== "";
  return (
    <Form onSubmit={submit} problem={problem} label="Credentials">
      <Finding />
      <TextField
        label="Company ID"
        description="The alphanumeric code of your legal entity in TriNet; also called CID or Org ID."
        value={draft.company}
        onChange={set("company")}
        error={error("company")}
        autoComplete="off"
        maxLength={64}
        isRequired
        mono
      />
      {otherCompany && (
        <Notice tone="caution" title="This is another company than before">
          The next sync will be blocked until somebody has reviewed it.
        </Notice>
      )}
      <TextField
        label="Client ID"
        value={draft.client_id}
        onChange={set("client_id")}
        error={error("client_id")}
        autoComplete="off"
        isRequired
        mono
      />
      <SecretField
        label="Client Secret"
        description={
          secret ? (
            <>
              Stored: <StoredSecret secret={secret} />. It is replaced.
            </>
          ) : (
            "TriNet shows it once: do not leave TriNet’s screen until you have saved it."
          )
        }
        value={draft.client_secret}
        onChange={set("client_secret")}
        error={error("client_secret")}
        isRequired
      />
      {isFirst && (
        <>
          <TextField
            label="Who gets mail when a sync is blocked (optional)"
            description="Several addresses are parted by commas. You can change them in Settings."
            value={draft.recipients}
            onChange={set("recipients")}
            error={error("recipients")}
            autoComplete="email"
          />
          <ZoneField value={draft.time_zone} onChange={set("time_zone")} error={error("time_zone")} />
        </>
      )}
      {problem && problem.errors.length === 0 && <Failure problem={problem} retry={submit} reload={reload} />}
      <div className="form-actions">
        <Button variant="primary" type="submit" busy={save.isPending}>
          {last_import ? "Reconnect and test" : "Connect and test"}
        </Button>
      </div>
    </Form>
  );
}

function Finding() {
  return (
    <HelpText title="Where to find these in TriNet" isOpen>
      <ol>
        <li>
          In TriNet, open <strong>Admin • Manager → Integration Center → TriNet API → Get Started</strong>.
        </li>
        <li>Choose a name for the integration and accept.</li>
        <li>
          Copy the Company ID, the Client ID and the Client Secret, then <strong>OK</strong>. The secret cannot be seen again.
        </li>
        <li>If your company is not listed in TriNet, contact your account manager.</li>
      </ol>
    </HelpText>
  );
}
