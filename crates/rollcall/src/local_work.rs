//! Work that production sends through queues, done in this process.
