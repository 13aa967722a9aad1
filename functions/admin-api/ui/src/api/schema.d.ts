// Made from functions/admin-api/openapi.json by `npm run generate`. Change it there.

export interface paths {
    "/v1/accounts/{account}/auto-sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switches the daily sync on or off, and moves it to another hour. */
        put: operations["switchAutoSync"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Stores the credentials and has them tested. The answer says nothing about whether they work yet. */
        put: operations["connect"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/connection/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the stored connection tested again. Nothing of it changes but the results. */
        post: operations["checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/demographics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The demographics that people of the directory have. */
        get: operations["listDemographics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/demographics/tidy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plans that everybody loses demographics which nothing fills any more, to be reviewed and committed like every plan (R60).
         *     Writes no employee.
         */
        post: operations["tidyDemographics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes the credentials and ends everything that runs by itself. Directory, mapping and history stay. */
        post: operations["disconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/employees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The directory by name, then id. */
        get: operations["listEmployees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/employees/{employee}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One employee, with where the values come from. */
        get: operations["getEmployee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Plans an edit of one employee and has it committed. The answer is the run; one that had nothing to write has ended already. */
        patch: operations["editEmployee"];
        trace?: never;
    };
    "/v1/accounts/{account}/employees/{employee}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the values of an employee come from, by which rule, when and by whom, and why they were not changed. */
        get: operations["explainEmployee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/employees/{employee}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was written to an employee, newest first. A page ends after forty plans that it had to read, and may then be short,
         *     or empty, and still have a next one.
         */
        get: operations["listEmployeeHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/employees/{employee}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One employee with the date of birth. That somebody looked stands in the history before the answer is given. */
        post: operations["revealEmployee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/history.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest thousand runs as CSV, a row a run. */
        get: operations["exportHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/history/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Computes the chain of the history anew, over every entry, and the digests of some plans, at most twenty. It is verified when every
         *     part was asked for, each with the cursor of the one before.
         */
        get: operations["verifyHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/integration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the integration stands, and what comes next. */
        get: operations["getIntegration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the source looked into. The answer says where it will be found. */
        post: operations["lookUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/lookups/{lookup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A lookup, with what it found once it is done. */
        get: operations["getLookup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mapping. */
        get: operations["getMapping"];
        /** Saves a version of the mapping, and locks it when asked to (R56). */
        put: operations["setMapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/mapping/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unlocks the mapping, as a specialist does on request (R57): a new version with the same fields, to be edited and locked again. */
        post: operations["unlockMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/missing/deactivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has a plan made that ends the people who are missing from TriNet (R13, D1). It is reviewed and imported like any other; TriNet
         *     is read for it, so the answer is the run that will have the plan.
         */
        post: operations["deactivateMissing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plans/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A plan as a review shows it, and where it stands. Its tag is its digest, which a commit asks for. Changes and findings stand in it
         *     where there are at most 200 of each; of a larger plan they are only listed, a page at a time.
         */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plans/{digest}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The changes of a plan, in its order. */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plans/{digest}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has exactly that plan applied. Whether it still fits and is confirmed where a guard asks for it is decided under the
         *     lease, and stands in the run.
         */
        post: operations["commitPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plans/{digest}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The findings of a plan, in its order. */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plans/{digest}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One change with its dates of birth. That somebody looked stands in the history before the answer is given. */
        post: operations["revealChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/resync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the set-up sync done again, with the mapping as it is now (D22). */
        post: operations["syncEverythingAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a manual sync read and planned (R75). */
        post: operations["startReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The import history, newest first (R85). A page of something rare may be short, or empty, and still have a next one. */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run in detail: how far it is while it runs, and what to do next. */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/runs/{run}/changes.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of each change of a run as CSV, with dates of birth hidden, and its findings. A table of more than 3 MB comes in parts:
         *     while there is another one, the header `Link` says where (`rel="next"`), and all of them after one another are the table.
         */
        get: operations["exportRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/runs/{run}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plans the reversal of an import, to be reviewed and committed like every plan. Writes no employee. */
        post: operations["undoRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's settings. */
        get: operations["getSettings"];
        /** Saves all settings. Who may change which of them is decided setting by setting. */
        put: operations["setSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the set-up sync done (R66). Once the account is live, only staff have it done again (D22). */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one signs in. */
        get: operations["getConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the function answers at all; looks at nothing behind it. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description. */
        get: operations["getDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a code of a problem means and what to do, as a page for people. */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what their roles are. */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What somebody did, and what it was about. */
        Act: {
            /** @description The id that it was about, where it was about one thing. */
            about: string | null;
            /** @description What was done. */
            what: components["schemas"]["Deed"];
        };
        /** @description What is done to one person. */
        Action: "create" | "update" | "deactivate" | "reactivate" | (string & {});
        /** @description What is asked. A mapping is a draft to try; without one, the mapping in use counts. Holds personal data. */
        Ask: {
            /** @enum {string} */
            kind: "fields";
        } | {
            /** @enum {string} */
            kind: "preview";
            mapping?: components["schemas"]["Draft"] | null;
            /** @description Email, Employee ID or the source's id. */
            person: string;
        } | {
            /** @enum {string} */
            kind: "what_if";
            mapping?: components["schemas"]["Draft"] | null;
        };
        /** @description The daily sync. */
        AutoSyncView: {
            /**
             * Format: int32
             * @description Its hour, 0–23, in the time zone.
             */
            hour: number;
            /** @description Whether it is switched on. */
            on: boolean;
            /** @description IANA time zone. */
            time_zone: string;
        };
        /**
         * @description Letter case of a value.
         * @enum {string}
         */
        Case: "upper" | "lower" | "title";
        /** @description What happens to one person. */
        ChangeView: {
            /** @description What is done. */
            action: components["schemas"]["Action"];
            /** @description Directory people who may be this new person (D18). */
            duplicates: components["schemas"]["DuplicateView"][];
            /** @description The email after the change. */
            email: string | null;
            /** @description The person's id in the directory; `null` of somebody new. */
            employee: string | null;
            /** @description The Employee ID after the change. */
            employee_id: string | null;
            /** @description The fields that change. */
            fields: components["schemas"]["FieldChange"][];
            /** @description What a reviewer must look at. */
            flags: components["schemas"]["Flag"][];
            /** @description `c0001` and so on; what `skip` and `same_person` name. */
            id: string;
            /** @description The name after the change, where it is known. */
            name: string | null;
            /** @description The name before the change, where it is known. */
            name_before: string | null;
            /** @description The person's id in the source. */
            source_id: string | null;
        };
        /** @description The reviewer's choices. */
        Choices: {
            confirm?: string | null;
            same_person?: {
                [key: string]: string;
            };
            skip?: string[];
        };
        /** @description What a finding or a guard is about. */
        Code: "high_risk_change" | "identifier_conflict" | "identifier_swap" | "duplicate_in_source" | "possible_duplicate" | "no_identifier" | "bad_email" | "bad_date" | "start_after_end" | "implausible_birth_date" | "blank_employee_id" | "no_name" | "partial_name" | "value_not_in_table" | "value_cleared" | "blank_for_all" | "value_spelling_merged" | "near_demographic_name" | "manager_not_found" | "manager_excluded" | "manager_ended" | "manager_self" | "manager_loop" | "manager_lost" | "missing_from_source" | "excluded_still_active" | "unknown_status" | "ended_without_date" | "late_leaver" | "end_date_withdrawn" | "deactivated_by_staff" | "not_granted" | "source_incomplete" | "source_unstable" | "volume_deactivate" | "volume_create" | "volume_identifiers" | "company_changed" | "mapping_changed" | "hierarchy_blocked" | "guard_undecided" | "changed_since_review" | "not_restored" | "import_undone" | (string & {});
        /** @description How a run went: green, yellow or red (D20). */
        Colour: "green" | "yellow" | "red" | (string & {});
        /** @description What is joined, and with what between. */
        Concatenate: {
            /** @description Paths of the other source fields. */
            fields: components["schemas"]["SourcePath"][];
            /** @description What stands between two values. */
            separator: string;
        };
        /** @description Somebody whom an objection is about. */
        Concerned: {
            /** @description The person's id in the directory, where the row is known to be that person. */
            employee: string | null;
            /** @description The fields. */
            fields: string[];
            /** @description The person's id in the source. */
            source_id: string | null;
        };
        /** @description What a page must know before anybody is signed in. */
        ConfigView: {
            authorization_endpoint: string | null;
            /** @description The client that a browser signs in as. */
            client_id: string | null;
            end_session_endpoint: string | null;
            /** @description Where a person can be asked (R98). */
            help_url: string | null;
            /** @description Who issues tokens; `null` where nobody can sign in and callers are admitted by IAM alone. */
            issuer: string | null;
            /** @description Whether this is a development system, with its own issuer. */
            local: boolean;
            /** @description The scope to ask for. */
            scope: string;
            token_endpoint: string | null;
            version: string;
        };
        /** @description What an administrator enters. */
        Connect: {
            client_id: string;
            client_secret: string;
            company: string;
            recipients?: string[];
            time_zone?: string | null;
        };
        /** @description A connection, without its credentials. */
        ConnectionView: {
            /** @description The last permission tests (R38); none while the connection is being tested. */
            checks: components["schemas"]["PermissionCheck"][];
            /** @description `TriNet` Company ID. */
            company: string;
            /**
             * Format: date-time
             * @description When it was made or made again.
             */
            connected_at: string;
            /** @description Who made it. */
            connected_by: string;
        };
        /** @description A core field, with where it comes from. */
        CoreField: {
            /** @description Where the source gives it (R53). */
            endpoint: string;
            /** @description The field. */
            field: string;
            /** @description What the source calls it; its screens may say otherwise (R53). */
            label: string;
            /** @description Path of the source field. */
            source: string;
        };
        /** @description A page of a list of known length. */
        Counted_ChangeView: {
            /** @description The items. */
            items: components["schemas"]["ChangeView"][];
            /** @description What `cursor` is for the next page; `null` at the end. */
            next_cursor: string | null;
            /** @description How many items there are on all pages. */
            total: number;
        };
        /** @description A page of a list of known length. */
        Counted_FindingView: {
            /** @description The items. */
            items: components["schemas"]["FindingView"][];
            /** @description What `cursor` is for the next page; `null` at the end. */
            next_cursor: string | null;
            /** @description How many items there are on all pages. */
            total: number;
        };
        /** @description How many people fell under what. */
        Counts: {
            /** @description Values that a blank clears, as the mapping asks (D8). */
            cleared: number;
            /** @description New people. */
            create: number;
            /** @description People whose End Date was reached. */
            deactivate: number;
            /** @description Ended people whom the directory does not know (D11). */
            ended_not_imported: number;
            /** @description People excluded in the source (D19). */
            excluded: number;
            /** @description Rows held for a person's decision (D18). */
            held: number;
            /** @description Active people of the directory that the read did not have (D1). */
            missing_from_source: number;
            /** @description Former employees who are employed again (D7). */
            reactivate: number;
            /** @description Rows refused, each with a finding. */
            refused: number;
            /** @description Matched people with nothing to change. */
            unchanged: number;
            /** @description People with changed fields. */
            update: number;
        };
        /**
         * @description The form of a date, whole or in part.
         * @enum {string}
         */
        DateForm: "YYYY-MM-DD" | "MM/DD/YYYY" | "DD/MM/YYYY" | "YYYY-MM" | "YYYY";
        /** @description From which form to which a date is brought. */
        DateForms: {
            /** @description The form that the source sends. */
            from: components["schemas"]["DayForm"];
            /** @description The form that the demographic gets. */
            to: components["schemas"]["DateForm"];
        };
        /**
         * @description The form of a date that has a day.
         * @enum {string}
         */
        DayForm: "YYYY-MM-DD" | "MM/DD/YYYY" | "DD/MM/YYYY";
        /** @description What somebody did, where it is no run. */
        Deed: "revealed_change" | "revealed_employee" | "connected" | "disconnected" | "mapping_locked" | "mapping_unlocked" | "settings_changed" | "auto_sync_on" | "auto_sync_off" | (string & {});
        /** @description One custom demographic. */
        DemographicView: {
            /** @description Path of the source field. */
            field: string;
            /** @description The demographic's name. */
            name: string;
            /** @description What is done to the value on its way, in this order. */
            transforms: components["schemas"]["Transform"][];
        };
        /** @description All demographics of the directory, by name. */
        Demographics: {
            items: components["schemas"]["Held"][];
        };
        /** @description What a person types so that nobody disconnects by a slip. */
        Disconnect: {
            /** @description The Company ID that is connected. */
            company: string;
        };
        /** @description A mapping that is tried out. */
        Draft: {
            demographics: components["schemas"]["Mapped"][];
            exclude?: string | null;
        };
        /** @description Somebody of the directory who may be the person of a creation. */
        DuplicateView: {
            /** @description The employee to name in `same_person`. */
            employee: string;
            /** @description What *same person* would write. */
            fields: components["schemas"]["FieldChange"][];
            /** @description What a reviewer must look at in that, by the account's own settings. */
            flags: components["schemas"]["Flag"][];
        };
        /** @description New values of an employee; what is left out stays (R24, R25). */
        Edit: {
            email?: string | null;
            employee_id?: string | null;
            status?: components["schemas"]["NewStatus"] | null;
        };
        /** @description An employee in detail. */
        EmployeeDetail: components["schemas"]["EmployeeView"] & {
            /** @description The fields whose values an edit or an undo gave. */
            edited: string[];
            /** @description Where the values come from. */
            source: components["schemas"]["Origin"];
            /**
             * Format: int64
             * @description Moves by one with every write.
             */
            version: number;
        };
        /**
         * @description The names of the source fields that may be the Employee ID.
         * @enum {string}
         */
        EmployeeIdSourceName: "employeeId" | "alternateId" | "customGroupA" | "customGroupB";
        /** @description Whether a person may sign in, and if not, why. */
        EmployeeStatus: "active" | "former" | "deactivated" | (string & {});
        /** @description An employee. `Debug` shows the id alone: the rest is personal data. */
        EmployeeView: {
            /** @description Date of birth; hidden in answers of the API unless it was asked for. */
            date_of_birth: string | null;
            /** @description Custom demographics by name. */
            demographics: {
                [key: string]: string;
            };
            /** @description Work email. */
            email: string | null;
            /** @description Employee ID. */
            employee_id: string | null;
            /**
             * Format: date
             * @description End Date.
             */
            end_date: string | null;
            /** @description The directory's id. */
            id: string;
            /** @description Work email of the manager. */
            manager_email: string | null;
            missing: components["schemas"]["MissingView"] | null;
            /** @description First and last name. */
            name: string | null;
            /** @description Preferred name. */
            preferred_name: string | null;
            /** @description The source's id, once matched. */
            source_id: string | null;
            /**
             * Format: date
             * @description Start Date.
             */
            start_date: string | null;
            /** @description Whether the person may sign in, and if not, why. */
            status: components["schemas"]["EmployeeStatus"];
        };
        /**
         * @description What happens to an excluded person who is in the directory already.
         * @enum {string}
         */
        ExcludedExistingName: "keep" | "deactivate";
        /** @description What is known about one field of an employee. */
        ExplanationView: {
            /** @description The field. */
            field: string;
            /** @description Why the newest plan did not change it. */
            findings: components["schemas"]["ReasonView"][];
            /** @description The rule by which it is filled, in a sentence. */
            rule: string;
            /** @description Where the value comes from, in a sentence. */
            sentence: string;
            /** @description The source field that fills it. */
            source: string | null;
            /** @description Its value; a date of birth is hidden. */
            value: string | null;
            written: components["schemas"]["OriginView"] | null;
        };
        /** @description Why a connection's test, or a set-up sync, did not succeed. */
        FailureView: {
            /** @description The stable code. */
            code: string;
            /** @description What happened and what to do next. */
            detail: string;
        };
        /** @description One field of a person before and after. */
        FieldChange: {
            /** @description The value after. */
            after: string | null;
            /** @description The value before. */
            before: string | null;
            /** @description The field: a core field's name or a demographic's own. */
            field: string;
        };
        /** @description One thing that is wrong with a body. */
        FieldError: {
            /** @description What kind of fault: `unknown`, `missing`, `type` or `value`. */
            code: string;
            /** @description The fault in words. Quotes no value. */
            message: string;
            /** @description Where: a JSON pointer into the body. */
            pointer: string;
        };
        /** @description What the source offers in one field. Samples show shape and length, never a value. */
        FieldProfileShape: {
            /** @description How many different values there are. */
            distinct: number;
            /** @description Where the source gives it. */
            endpoint: string;
            /**
             * Format: double
             * @description Share of people with a value, 0 to 1.
             */
            fill_rate: number;
            /** @description A label for people. */
            label: string;
            /** @description Path of the field. */
            path: string;
            /** @description Up to three masked sample values. */
            samples: string[];
        };
        /** @description A field before and after. */
        FieldThenShape: {
            /** @description The value after the plan. */
            after: string | null;
            /** @description The value in the directory. */
            before: string | null;
            /** @description Whether the two differ, which two hidden values do not show. */
            changed: boolean;
            /** @description The field. */
            field: string;
        };
        /** @description How well one demographic would be filled. */
        FilledShape: {
            /** @description How many different values there are. */
            distinct: number;
            /** @description The path of its source field. */
            field: string;
            /** @description How many of them have a value. */
            filled: number;
            /** @description The demographic. */
            name: string;
            /** @description Existing demographics with nearly the same name. */
            near: string[];
            /** @description How many people it is about. */
            people: number;
            /** @description How many sent something that is not usable. */
            unusable: number;
            /** @description The most frequent values. */
            values: components["schemas"]["ValueShape"][];
        };
        /** @description Something worth telling, with what to do about it. */
        FindingView: {
            /** @description What was found. */
            code: components["schemas"]["Code"];
            /** @description The field concerned. */
            field: string | null;
            /** @description What was found and what follows. */
            message: string;
            /** @description What to do next. */
            next_step: string;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"];
            /** @description The person concerned, by the source's id. */
            source_id: string | null;
        };
        /** @description What a reviewer must look at in a change. */
        Flag: "high_risk_change" | "possible_duplicate" | "identifier_change" | (string & {});
        /** @description Something that does not fit. */
        FlawView: {
            /**
             * Format: int64
             * @description The entry.
             */
            number: number;
            /** @description Its run, where there is one. */
            run: string | null;
            /** @description What is wrong with it. */
            what: string;
        };
        /** @description That the function answers. */
        Health: {
            status: string;
            version: string;
        };
        /** @description A demographic that somebody of the directory has. */
        Held: {
            /** @description Whether the mapping fills it. What it does not fill, every sync leaves alone. */
            filled: boolean;
            name: string;
            /** @description How many people have it. */
            people: number;
        };
        /**
         * @description What a problem in the hierarchy does.
         * @enum {string}
         */
        HierarchyName: "warn" | "block";
        /** @description When a change looks like one person turning into another (R88, D3). */
        HighRiskView: {
            /** @description The fields that count. */
            fields: ("name" | "email" | "employee_id" | "date_of_birth")[];
            /** @description How many of them must change in one run. */
            minimum: number;
        };
        /** @description One line of the import history (R85–R87). */
        HistoryEntry: {
            act: components["schemas"]["Act"] | null;
            /** @description Who asked for it. */
            actor: string;
            /** @description The guards that stopped it. */
            blocked_by: components["schemas"]["Code"][];
            /** @description Green, yellow or red (D20). */
            colour: components["schemas"]["Colour"];
            /** @description The plan's counts. */
            counts: components["schemas"]["Counts"];
            /** @description The plan, once there is one. */
            digest: string | null;
            /**
             * Format: int64
             * @description How long it took; `null` while it runs.
             */
            duration_ms: number | null;
            /** @description The code of the error that ended it. */
            error: string | null;
            /** @description How often each finding code occurred. */
            findings: {
                [key: string]: number;
            };
            /**
             * Format: date-time
             * @description When it ended; `null` while it runs.
             */
            finished_at: string | null;
            /** @description What it was. */
            kind: components["schemas"]["RunKind"];
            /**
             * Format: int32
             * @description The mapping version that was used.
             */
            mapping_version: number;
            /** @description `run_…`, and `act_…` of an act; sorts by time. */
            run_id: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at: string;
            /** @description How it ended. */
            state: components["schemas"]["RunState"];
        };
        /** @description How far a history goes. */
        HistoryView: {
            /**
             * Format: int64
             * @description How many entries there are.
             */
            entries: number;
            /** @description Digest of the last one. */
            head: string | null;
        };
        /** @description Where an integration stands. */
        IntegrationState: "not_connected" | "connecting" | "connected" | "mapped" | "setting_up" | "ready_to_finalise" | "importing" | "live" | "blocked" | "credential_failed" | (string & {});
        /** @description Where an integration stands and what comes next (1.15). Holds no secret. */
        IntegrationView: {
            /** @description Id of the account. */
            account: string;
            /** @description The run of an import, review or daily sync that goes on. */
            active_run: string | null;
            /** @description The daily sync. */
            auto_sync: components["schemas"]["AutoSyncView"];
            /** @description The guards that stopped the daily sync. */
            blocked_by: components["schemas"]["Code"][];
            /** @description The run that a guard stopped, while the account is blocked by it. */
            blocked_run: string | null;
            connection: components["schemas"]["ConnectionView"] | null;
            /**
             * Format: date-time
             * @description When the daily sync runs next; `null` while it is off.
             */
            daily_next_at: string | null;
            /**
             * Format: int64
             * @description How many entries the history has.
             */
            history_entries: number;
            last_check_error: components["schemas"]["FailureView"] | null;
            last_import: components["schemas"]["LastImportView"] | null;
            last_setup_error: components["schemas"]["FailureView"] | null;
            /** @description The mapping in use. */
            mapping: components["schemas"]["MappingState"];
            /** @description What a person does next. */
            next_action: components["schemas"]["NextAction"];
            /** @description Who gets mail about blocked runs. */
            recipients: string[];
            secret: components["schemas"]["SecretView"] | null;
            /** @description The run of that set-up sync. */
            setting_up_run: string | null;
            /**
             * Format: date-time
             * @description When the set-up sync that goes on was begun.
             */
            setting_up_since: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["IntegrationState"];
        };
        /** @description A page of a list. */
        Items_EmployeeView: {
            /** @description The items. */
            items: components["schemas"]["EmployeeView"][];
            /** @description What `cursor` is for the next page; `null` at the end. */
            next_cursor: string | null;
        };
        /** @description A page of a list. */
        Items_HistoryEntry: {
            /** @description The items. */
            items: components["schemas"]["HistoryEntry"][];
            /** @description What `cursor` is for the next page; `null` at the end. */
            next_cursor: string | null;
        };
        /** @description A page of a list. */
        Items_WritingView: {
            /** @description The items. */
            items: components["schemas"]["WritingView"][];
            /** @description What `cursor` is for the next page; `null` at the end. */
            next_cursor: string | null;
        };
        /** @description The last finished import. */
        LastImportView: {
            /**
             * Format: date-time
             * @description When it finished.
             */
            at: string;
            /**
             * Format: int32
             * @description The mapping version that it used.
             */
            mapping_version: number;
        };
        /** @description A limit, with the number of people that its share is of. */
        Limit: {
            /** @description Active people of the directory before the plan. */
            active: number;
            /** @description Share and least number. */
            limit: components["schemas"]["VolumeLimit"];
        };
        /** @description A volume limit: exceeded by more than the share and at least the people (D10). */
        LimitView: {
            /** @description The fewest people at which the limit can trip. */
            people: number;
            /**
             * Format: int64
             * @description Share of the directory's active people, in percent.
             */
            percent: number;
        };
        /** @description Why a lookup failed. */
        LookupErrorShape: {
            /** @description The stable code. */
            code: string;
            /** @description What happened and what to do next. */
            detail: string;
        };
        /** @description What a look into the source is about. */
        LookupKind: "fields" | "preview" | "what_if" | (string & {});
        /** @description How far a look into the source is. */
        LookupState: "running" | "done" | "failed" | (string & {});
        /** @description A look into the source. What it found stands under the key of its kind. It is kept for an hour. */
        LookupView: {
            error: components["schemas"]["LookupErrorShape"] | null;
            /** @description The source's fields, with masked samples. */
            fields: components["schemas"]["FieldProfileShape"][] | null;
            /** @description `look_…`. */
            id: string;
            /** @description What it is about. */
            kind: components["schemas"]["LookupKind"];
            preview: components["schemas"]["PreviewShape"] | null;
            /** @description How far it is. */
            state: components["schemas"]["LookupState"];
            what_if: components["schemas"]["WhatIfShape"] | null;
        };
        /** @description What became of a mail. */
        MailState: "waiting" | "sent" | "given_up" | (string & {});
        /** @description What became of a mail. */
        MailView: {
            /**
             * Format: int32
             * @description How many times it was tried; `null` where an earlier release sent it or gave it up and noted nothing.
             */
            attempts: number | null;
            /**
             * Format: date-time
             * @description When it was given up: 48 hours after its cause.
             */
            given_up_at: string | null;
            /**
             * Format: date-time
             * @description When it is tried next; `null` when it is not.
             */
            next_try_at: string | null;
            /** @description To how many addresses it goes; a mail to none is given up untried. */
            recipients: number;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            sent_at: string | null;
            /** @description What became of it. */
            state: components["schemas"]["MailState"];
            /**
             * Format: date-time
             * @description When it was tried last.
             */
            tried_at: string | null;
        };
        /** @description One custom demographic. */
        Mapped: {
            field: string;
            name: string;
            transforms?: components["schemas"]["Transform"][];
        };
        /** @description Which mapping is in use. */
        MappingState: {
            /** @description Whether it is locked (R56). */
            locked: boolean;
            /**
             * Format: int32
             * @description Its version; 0 when nothing was mapped.
             */
            version: number;
        };
        /** @description A mapping as it is shown. What only staff decide of it is among the settings. */
        MappingView: {
            /** @description What is mapped for everybody and cannot be configured (R48, R49). */
            core: components["schemas"]["CoreField"][];
            /** @description Custom demographics (R54). */
            demographics: components["schemas"]["DemographicView"][];
            /** @description Path of the source field whose `yes` excludes a person (R61–R64). */
            exclude: string | null;
            /** @description Whether it is locked (R56). */
            locked: boolean;
            /**
             * Format: int32
             * @description Its version; 0 when nothing was mapped.
             */
            version: number;
        };
        /** @description Since when and how often somebody has been missing from the source. */
        MissingView: {
            /**
             * Format: int64
             * @description How many complete runs have.
             */
            runs: number;
            /**
             * Format: date
             * @description The account's local date of the first run that missed the person.
             */
            since: string;
        };
        /**
         * @description The status that a person may give.
         * @enum {string}
         */
        NewStatus: "deactivated";
        /** @description What a person does next. */
        NextAction: "connect" | "map" | "set_up" | "review" | "reconnect" | "wait" | "none" | (string & {});
        /** @description What a guard that stops a run says. */
        Objection: {
            /** @description How many people it is about; 0 where it is about the whole. */
            concerned: number;
            /** @description The guard. */
            guard: components["schemas"]["Code"];
            limit: components["schemas"]["Limit"] | null;
            /** @description A sentence with the figures. */
            message: string;
            /** @description The first of them. */
            people: components["schemas"]["Concerned"][];
        };
        /** @description Where the values of an employee come from: `edited` where an edit or an undo gave one of them, `directory` where no import ever wrote one. */
        Origin: "trinet" | "edited" | "directory" | (string & {});
        /** @description What wrote a value. */
        OriginView: {
            actor: string | null;
            /** Format: date-time */
            at: string | null;
            /** Format: int32 */
            mapping_version: number;
            run: string;
        };
        /**
         * @description What becomes of a value that a table does not have.
         * @enum {string}
         */
        Otherwise: "keep" | "leave_out";
        /** @description The outcome of testing one permission. */
        PermissionCheck: {
            /** @description What works because of it, or what will be missing and what to do. */
            detail: string;
            /** @description Short name. */
            name: string;
            /** @description Whether it passed. */
            passed: boolean;
            /** @description Whether nothing can be imported without it. */
            required: boolean;
        };
        /** @description A person before and after. */
        PersonShape: {
            action: components["schemas"]["Action"] | null;
            /** @description The person in the directory; `null` for somebody new. */
            employee: string | null;
            /** @description All mapped fields, changed or not; dates of birth are hidden. */
            fields: components["schemas"]["FieldThenShape"][];
            /** @description The person's id in the source. */
            source_id: string;
        };
        /** @description A plan, and the run that acted on it where one did. */
        PlanView: {
            /** @description The guards that object. */
            blocked_by: components["schemas"]["Code"][];
            /** @description What a commit does. */
            changes: components["schemas"]["ChangeView"][];
            /** @description How many people fell under what. */
            counts: components["schemas"]["Counts"];
            /** @description What a commit names. */
            digest: string;
            /** @description Everything worth telling; holds no value of a person. */
            findings: components["schemas"]["FindingView"][];
            /** @description What each of them says, with the people and fields that it is about. */
            objections: components["schemas"]["Objection"][];
            /** @description `plan_…`. */
            plan_id: string;
            run?: components["schemas"]["RunView"] | null;
            /** @description What came out of planning. */
            verdict: components["schemas"]["Verdict"];
        };
        /** @description What a mapping makes of one person. */
        PreviewShape: {
            /** @description Whether the source excludes the person. */
            excluded: boolean;
            /** @description The person's id in the source. */
            source_id: string;
            /** @description Every field that the mapping fills; dates of birth are hidden. */
            values: components["schemas"]["PreviewValueShape"][];
        };
        /** @description What one field becomes. */
        PreviewValueShape: {
            /** @description The field. */
            field: string;
            /** @description What is worth knowing about it. */
            note: string | null;
            /** @description The source field that it comes from. */
            source: string | null;
            /** @description What the next manual sync would leave in it. */
            value: string | null;
        };
        /** @description `application/problem+json`: the error document of the API, and of `rollcall --json`. */
        ProblemView: {
            /** @description The guards that object, where the code is `blocked`. */
            blocked_by?: components["schemas"]["Code"][];
            /** @description The stable code. */
            code: string;
            /** @description What happened and what to do next. */
            detail: string;
            /** @description What is wrong with the body, place by place. */
            errors?: components["schemas"]["FieldError"][];
            /** @description Names the request in the logs; left out by the command, which has none. */
            request_id?: string | null;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description What kind of problem it is, for people; the same for every problem of one code's class. */
            title: string;
            /** @description `/v1/problems/` and the code: the address of its page at the API. */
            type: string;
        };
        /** @description How far an import has come. */
        ProgressView: {
            /** @description Changes behind it. */
            done: number;
            /** @description All changes. */
            total: number;
        };
        /** @description How far a reading has come. How many people there are nobody knows before its end. */
        ReadingView: {
            /** @description Pages that it has read. */
            pages: number;
            /**
             * Format: int32
             * @description Small companies are read twice: the reading that goes on, from 1.
             */
            pass: number;
            /** @description People on them. */
            people: number;
        };
        /** @description Something worth telling about a field. */
        ReasonView: {
            code: components["schemas"]["Code"] | null;
            message: string;
            next_step: string;
        };
        /** @description Why a change was not written. */
        Refusal: "changed_since_review" | "identifier_taken" | "superseded" | (string & {});
        /** @description A change that was not written. */
        RefusedView: {
            /** @description The change. */
            id: string;
            /** @description Why. */
            reason: components["schemas"]["Refusal"];
        };
        /** @description The change to look at. */
        Reveal: {
            change: string;
        };
        /** @description A plan as the API shows it: with where it stands. */
        ReviewView: components["schemas"]["PlanView"] & {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: int64
             * @description The directory epoch that it was computed from.
             */
            directory_epoch: number;
            /** @description How many changes a reviewer must look at. */
            flagged: number;
            /**
             * Format: int32
             * @description The mapping version that was used.
             */
            mapping_version: number;
            /** @description The run that made it. */
            review_run: string;
            /** @description The run that committed it, or tried to; `null` while none did. */
            run_id: string | null;
            /** @description Whether something came between, so that it cannot be committed any more (F38, F40). */
            stale: boolean;
            /** @description What came between. */
            stale_because: string | null;
            /** @description Who asked for it. */
            trigger: components["schemas"]["Trigger"];
            /** @description Whether all its changes and findings stand in it; otherwise they are listed, a page at a time. */
            whole: boolean;
        };
        /** @description What a person may do in an account. */
        Role: "account-administrator" | "employee-data-administrator" | "product-support-specialist" | "data-and-integrations-specialist" | (string & {});
        /** @description The caller's roles in one account. */
        RolesView: {
            account: string;
            roles: components["schemas"]["Role"][];
        };
        /** @description One run in detail: its history entry and what became of the plan's changes. */
        RunDetail: components["schemas"]["HistoryEntry"] & {
            /** @description Changes that had been written before. */
            already_true: number;
            /** @description Changes written. */
            applied: number;
            /** @description The sentence that came with the error: what to do. */
            error_detail: string | null;
            /** @description The reason with which a person confirmed it (D10, R92). */
            reason: string | null;
            /** @description Changes refused, each with its reason. */
            refused: components["schemas"]["RefusedView"][];
            /** @description *Same person* choices. */
            same_person: {
                [key: string]: string;
            };
            /** @description Changes that the reviewer left out. */
            skipped: string[];
            /** @description The run that it reverses, where it is an undo. */
            undoes: string | null;
        };
        /** @description What a run was for. */
        RunKind: "setup" | "review" | "auto" | "manual" | "file" | "undo" | "support" | "act" | (string & {});
        /** @description A run with what is only known beside it. */
        RunPage: components["schemas"]["RunDetail"] & {
            /**
             * Format: int64
             * @description Its number in the history, once it has ended.
             */
            entry_number: number | null;
            /** @description The mail about it. */
            mail: components["schemas"]["MailView"][];
            /** @description What to do next, where there is something. */
            next_step: string | null;
            /** @description Digest of the entry before it. */
            previous: string | null;
            progress: components["schemas"]["ProgressView"] | null;
            reading: components["schemas"]["ReadingView"] | null;
        };
        /** @description How a run ended, or that it goes on. */
        RunState: "running" | "planned" | "completed" | "committed" | "blocked" | "failed" | "skipped" | (string & {});
        /** @description How a run ended: the `run` of a plan that was acted on. */
        RunView: {
            /** @description Changes that had been written before. */
            already_true: number;
            /** @description Changes written. */
            applied: number;
            /** @description `run_…`. */
            id: string;
            /** @description Changes refused because the person had changed since. */
            refused: number;
            /** @description How it ended. */
            state: components["schemas"]["RunState"];
        };
        /** @description What may be told of credentials that nobody can read back. */
        SecretView: {
            /** @description The last four characters of the client secret; empty for a short one. */
            ends_with: string;
            /**
             * Format: date-time
             * @description When they were stored.
             */
            saved_at: string;
            /** @description Who entered them. */
            saved_by: string;
        };
        /** @description Who is signed in. */
        SessionView: {
            /** @description The accounts in which the caller has a role; none are listed for a caller who may do everything everywhere. */
            accounts: components["schemas"]["RolesView"][];
            /**
             * Format: date-time
             * @description When the sign-in ends; `null` for one who signs each request.
             */
            expires_at: string | null;
            /** @description The name with which the person signs in. */
            name: string | null;
            /** @description The provider's id of the person. */
            subject: string;
        };
        /** @description A whole mapping; what is left out is not mapped. */
        SetMapping: {
            demographics: components["schemas"]["Mapped"][];
            exclude?: string | null;
            lock?: boolean;
        };
        /** @description Everything of an account that can be set. Sent back whole: what is left out is refused, not reset. */
        SettingsView: {
            /** @description Fields whose blank clears (staff, D8). */
            blank_clears: string[];
            /** @description Creations beyond this stop an auto-sync (D10). */
            create: components["schemas"]["LimitView"];
            /**
             * Format: int32
             * @description The hour of the daily sync, in the account's time zone.
             */
            daily_hour: number;
            /** @description Deactivations beyond this stop an auto-sync (D10). */
            deactivate: components["schemas"]["LimitView"];
            /** @description Which source field is the Employee ID (staff, D15). */
            employee_id_source: components["schemas"]["EmployeeIdSourceName"];
            /** @description What a manual sync proposes for excluded people who are in the directory (D6). */
            excluded_existing: components["schemas"]["ExcludedExistingName"];
            /** @description Guards that are switched off. */
            guards_off: ("volume_deactivate" | "volume_create" | "volume_identifiers" | "company_changed" | "mapping_changed")[];
            /** @description Whether problems in the hierarchy only warn or also block (D12). */
            hierarchy: components["schemas"]["HierarchyName"];
            /** @description Which fields count toward a high-risk change, and how many must change at once (D3). */
            high_risk: components["schemas"]["HighRiskView"];
            /** @description Changes of an identifier beyond this stop an auto-sync (D10). */
            identifiers: components["schemas"]["LimitView"];
            /** @description Who gets mail about stopped runs. */
            recipients: string[];
            /** @description Fields that are kept out of everything (staff, R94). */
            redacted: string[];
            /** @description IANA time zone. */
            time_zone: string;
        };
        /** @description How bad a finding is. */
        Severity: "info" | "warning" | "error" | (string & {});
        /** @description The path of a source field, such as `employmentInfo.department.deptName`. */
        SourcePath: string;
        /** @description The daily sync as it shall be. What is left out stays. */
        Switch: {
            /** Format: int32 */
            hour?: number | null;
            on: boolean;
            time_zone?: string | null;
        };
        /** @description What a table leads to. */
        TableValue: string;
        /** @description A team whose manager would be excluded. */
        TeamShape: {
            /** @description The manager's source id. */
            manager: string;
            /** @description The source ids of the people who report to them. */
            reports: string[];
        };
        /** @description Demographics to delete. */
        Tidy: {
            /** @description Their names, letter by letter. */
            names: string[];
        };
        /** @description One step on the way from a source value to a demographic. */
        Transform: "trim" | {
            /** @description Letter case. */
            case: components["schemas"]["Case"];
        } | {
            /** @description The value and those of other fields, in this order; blank ones are passed over. */
            concatenate: components["schemas"]["Concatenate"];
        } | {
            /** @description Each value by another; letter case and blanks around a value do not count. */
            values: components["schemas"]["ValueTable"];
        } | {
            /** @description A date in another form. */
            date: components["schemas"]["DateForms"];
        };
        /** @description What a plan was made for. */
        Trigger: "manual" | "auto" | "file" | "deactivate_missing" | "undo" | "edit" | (string & {});
        /** @description A value, and how many people have it. */
        ValueShape: {
            /** @description How many people have it. */
            people: number;
            /** @description The value. */
            value: string;
        };
        /** @description A table from the source's value to the demographic's. */
        ValueTable: {
            /** @description What becomes of a value that the table does not have: it stays unless told otherwise. */
            otherwise?: components["schemas"]["Otherwise"];
            /** @description No key twice, letter case and blanks around it aside. */
            table: {
                [key: string]: components["schemas"]["TableValue"];
            };
        };
        /** @description What came out of planning. */
        Verdict: "apply" | "blocked" | "incomplete" | "no_changes" | (string & {});
        /** @description What a part of verifying the history found. */
        VerifiedView: {
            /** @description Of how many runs the plans were verified, by this part and those before it. */
            done: number;
            /** @description What does not fit in this part; empty in all of them when everything does. */
            flaws: components["schemas"]["FlawView"][];
            /** @description How far the history goes: to be compared with a copy kept elsewhere. The same in every part. */
            history: components["schemas"]["HistoryView"];
            /** @description What `cursor` is for the next part; `null` when everything was verified. */
            next_cursor: string | null;
            /** @description How many runs there were when it began. */
            total: number;
        };
        /** @description A share, and the number below which it does not count. */
        VolumeLimit: {
            /** @description The fewest people at which the limit can trip. */
            people: number;
            /**
             * Format: int32
             * @description The share, in percent.
             */
            percent: number;
        };
        /** @description What a mapping would do. */
        WhatIfShape: {
            /** @description The guards that would object. */
            blocked_by: components["schemas"]["Code"][];
            /** @description How many people would fall under what. */
            counts: components["schemas"]["Counts"];
            /** @description Each mapped demographic. */
            demographics: components["schemas"]["FilledShape"][];
            /** @description Source ids of the people who would be excluded, at most 1,000. */
            excluded: string[];
            /** @description How often each finding would occur. */
            findings: {
                [key: string]: number;
            };
            /** @description Demographics of the directory that this mapping does not fill. */
            not_filled: string[];
            /** @description Managers who would be excluded, with the people who report to them and stay. */
            orphaned: components["schemas"]["TeamShape"][];
            /** @description People spread evenly over the read, before and after. */
            people: components["schemas"]["PersonShape"][];
            /** @description What would come out of planning. */
            verdict: components["schemas"]["Verdict"];
        };
        /** @description What one run wrote to an employee. */
        WritingView: {
            /** @description What was done. */
            action: components["schemas"]["Action"];
            /** @description Who asked for it. */
            actor: string;
            /**
             * Format: date-time
             * @description When it ended, or began where it has not ended.
             */
            at: string;
            /** @description The fields; dates of birth are hidden. */
            fields: components["schemas"]["FieldChange"][];
            /** @description The run. */
            run_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    switchAutoSync: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the integration as it was read. */
                "If-Match": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Switch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    connect: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the integration as it was read. */
                "If-Match": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Connect"];
            };
        };
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listDemographics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Demographics"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    tidyDemographics: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tidy"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    disconnect: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the integration as it was read. */
                "If-Match": string;
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Disconnect"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listEmployees: {
        parameters: {
            query?: {
                status?: "active" | "former" | "deactivated";
                /** @description `true`: only those whom the source does not send (D1); `false`: only those whom it sends. */
                missing?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Part of a name, an email or an Employee ID, percent-encoded; letter case and accents do not count */
                "rollcall-search"?: string | null;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_EmployeeView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getEmployee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                employee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmployeeDetail"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    editEmployee: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the employee as it was read. */
                "If-Match": string;
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
                employee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Edit"];
            };
        };
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    explainEmployee: {
        parameters: {
            query?: {
                /** @description One field; all without it. */
                field?: string;
            };
            header?: never;
            path: {
                account: string;
                employee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationView"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listEmployeeHistory: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                account: string;
                employee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_WritingView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    revealEmployee: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
                employee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmployeeDetail"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    exportHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    verifyHistory: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifiedView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    lookUp: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask"];
            };
        };
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getLookup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                lookup: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    setMapping: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the mapping as it was read. */
                "If-Match": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetMapping"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    unlockMapping: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    deactivateMissing: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getPlan: {
        parameters: {
            query?: {
                /** @description `false` leaves changes and findings empty: they are also listed a page at a time. */
                changes?: boolean;
            };
            header?: never;
            path: {
                account: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                action?: "create" | "update" | "deactivate" | "reactivate";
                flag?: "high_risk_change" | "possible_duplicate" | "identifier_change";
                /** @description `true`: with any flag; `false`: with none. */
                flagged?: boolean;
                /** @description A field that changes. */
                field?: string;
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Part of a name, an email or an Employee ID, before or after the change, percent-encoded; letter case and accents do not count */
                "rollcall-search"?: string | null;
            };
            path: {
                account: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counted_ChangeView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    commitPlan: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the plan as it was read. */
                "If-Match": string;
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choices"];
            };
        };
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query?: {
                code?: "high_risk_change" | "identifier_conflict" | "identifier_swap" | "duplicate_in_source" | "possible_duplicate" | "no_identifier" | "bad_email" | "bad_date" | "start_after_end" | "implausible_birth_date" | "blank_employee_id" | "no_name" | "partial_name" | "value_not_in_table" | "value_cleared" | "blank_for_all" | "value_spelling_merged" | "near_demographic_name" | "manager_not_found" | "manager_excluded" | "manager_ended" | "manager_self" | "manager_loop" | "manager_lost" | "missing_from_source" | "excluded_still_active" | "unknown_status" | "ended_without_date" | "late_leaver" | "end_date_withdrawn" | "deactivated_by_staff" | "not_granted" | "source_incomplete" | "source_unstable" | "volume_deactivate" | "volume_create" | "volume_identifiers" | "company_changed" | "mapping_changed" | "hierarchy_blocked" | "guard_undecided" | "changed_since_review" | "not_restored" | "import_undone";
                severity?: "info" | "warning" | "error";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                account: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counted_FindingView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    revealChange: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reveal"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    syncEverythingAgain: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    startReview: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                kind?: "setup" | "review" | "auto" | "manual" | "file" | "undo" | "support" | "act";
                colour?: "green" | "yellow" | "red";
                /** @description With what people did besides runs, such as looks at dates of birth. */
                acts?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_HistoryEntry"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    exportRun: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                account: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next part, with `rel="next"`; absent in the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    undoRun: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    setSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the settings as they were read. */
                "If-Match": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsView"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The version is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header: {
                /** @description A new random value with each new request, the same one when a request is repeated. */
                "Idempotency-Key": string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description Where to look at it. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not permitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description The source could not be read whole */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Too many requests of the account are at work, or too many came at once; the gateway's own answer has no document */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
}
