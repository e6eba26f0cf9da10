#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace agora {

/// A prepared SQL statement. Parameters count from 1, columns from 0.
class Statement {
public:
    void bind(int index, std::int64_t value);
    void bind(int index, double value);
    void bind(int index, std::string_view value);
    /// Not copied: the bytes must stay until the statement has run.
    void bindText(int index, std::string_view value);
    void bindBytes(int index, std::span<const std::byte> value);
    /// True: a row is there to be read. False: done, and ready to be bound again.
    [[nodiscard]] Result<bool> step();
    /// For statements that give no rows: one step, then ready to be bound again.
    [[nodiscard]] Result<void> run();
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const; ///< 0 for NULL
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Valid until the next step; empty for NULL.
    [[nodiscard]] std::string_view textView(int column) const;
    [[nodiscard]] std::span<const std::byte> bytes(int column) const;

private:
    friend class Database;
    struct Finalizer {
        void operator()(sqlite3_stmt *statement) const;
    };
    explicit Statement(sqlite3_stmt *statement) : m_statement(statement) {}
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// One SQLite file. Every error names it and says in plain words what is wrong.
class Database {
public:
    /// Frozen: read-only without any other file or lock, for a medium that takes neither; only for
    /// a file that nobody writes meanwhile and that was closed in order.
    enum class Mode { ReadWrite, ReadOnly, Frozen };
    [[nodiscard]] static Result<Database> open(const std::filesystem::path &file, Mode mode);

    [[nodiscard]] Result<void> run(const std::string &sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// The first column of the first row.
    [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);
    /// Rows that the last INSERT, UPDATE or DELETE touched.
    [[nodiscard]] std::int64_t changes() const;
    /// True between BEGIN and its end, which SQLite may bring about by itself when a write fails.
    [[nodiscard]] bool isInTransaction() const;
    /// Also one that was to be written, when the file or its medium is write-protected; known as
    /// soon as something was read.
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] Failure<Error> complain(const std::string &what) const;

private:
    struct Closer {
        void operator()(sqlite3 *handle) const;
    };
    Database(std::filesystem::path file, sqlite3 *handle)
        : m_file(std::move(file)), m_handle(handle)
    {}
    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, Closer> m_handle;
};

/// While it lives, all that is read is of one moment, whatever other processes write meanwhile;
/// many statements then also cost the locks of one. Inside a transaction it does nothing.
class ReadMoment {
public:
    explicit ReadMoment(Database &database);
    ~ReadMoment();
    ReadMoment(const ReadMoment &) = delete;
    ReadMoment &operator=(const ReadMoment &) = delete;

private:
    Database *m_database = nullptr; ///< whose transaction is ours
};

} // namespace agora
