//! Switches for everything that public sources say differently about the wire.

/// Where department, location and supervisor sit, and how the groups are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Nested objects, as real readers found them.
    Observed,
    /// Flat keys, as the first template of the documentation prints them.
    Documented,
}

/// How an absent value looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbsentStyle {
    /// `"key": null`
    Null,
    /// The key is missing.
    Omitted,
    /// `"key": ""`
    Blank,
}

/// How a date looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// `2026-03-02`
    Date,
    /// `2026-03-02T00:00:00.000Z`
    DateTime,
    /// `03/02/2026`
    Slashes,
}

/// What `employeesTotal` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Totals {
    /// Rows in this response.
    RowsInPage,
    /// Rows of the whole list.
    Overall,
    /// The key is missing.
    Omitted,
}

/// The shape of the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireVariant {
    /// Nested or flat.
    pub layout: Layout,
    /// `fulltime`, `Regular` instead of `F`, `R`.
    pub enum_words: bool,
    /// `primary`, `preferred` instead of `PRI`, `PRF`.
    pub name_type_words: bool,
    /// `location.locationtId` and `locationtName`, as misspelt in the documentation.
    pub typo_keys: bool,
    /// `bioInfo.birthDate` instead of `birthdate`.
    pub birth_date_camel_case: bool,
    /// Dates.
    pub dates: DateStyle,
    /// Absent values.
    pub absent: AbsentStyle,
    /// `employeesTotal`.
    pub totals: Totals,
    /// `_meta` and `_error` in success envelopes.
    pub meta: bool,
    /// Top-level sections left out of every employee (`bioInfo`, `employmentInfo`, `names`, …).
    pub omit_sections: Vec<String>,
    /// Adds members nobody has heard of, at every level.
    pub unknown_fields: bool,
    /// The `employmentStatus` filter works (that it does is not proven).
    pub honours_status_filter: bool,
}

impl WireVariant {
    /// As real readers found it: nested, codes, explicit nulls. The default.
    #[must_use]
    pub fn observed() -> Self {
        Self {
            layout: Layout::Observed,
            enum_words: false,
            name_type_words: false,
            typo_keys: false,
            birth_date_camel_case: false,
            dates: DateStyle::Date,
            absent: AbsentStyle::Null,
            totals: Totals::RowsInPage,
            meta: true,
            omit_sections: Vec::new(),
            unknown_fields: false,
            honours_status_filter: true,
        }
    }

    /// As the documentation prints it: flat, words, misspelt keys.
    #[must_use]
    pub fn documented() -> Self {
        Self {
            layout: Layout::Documented,
            enum_words: true,
            name_type_words: true,
            typo_keys: true,
            birth_date_camel_case: true,
            dates: DateStyle::DateTime,
            absent: AbsentStyle::Omitted,
            totals: Totals::Omitted,
            meta: false,
            ..Self::observed()
        }
    }
}

impl Default for WireVariant {
    fn default() -> Self {
        Self::observed()
    }
}
