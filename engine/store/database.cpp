#include "engine/store/database.h"

#include <sqlite3.h>

#include <cstring>

namespace agora {

namespace {

constexpr int busyTimeoutMs = 2'000;

std::string reasonOf(sqlite3 *handle, int code)
{
    const auto systemReason = [&] {
        const int number = handle != nullptr ? sqlite3_system_errno(handle) : 0;
        return number != 0 ? std::string(": ") + std::strerror(number) : std::string();
    };
    switch (code & 0xFF) {
    case SQLITE_NOTADB:
        return "this is not a database";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another program holds the database locked";
    case SQLITE_FULL:
        return "the disk is full";
    case SQLITE_READONLY:
        return "cannot be written: the file or its folder is read-only";
    case SQLITE_CANTOPEN:
        return "cannot be opened" + systemReason();
    case SQLITE_CORRUPT:
        return "the database is damaged";
    case SQLITE_IOERR:
        return "reading or writing failed" + systemReason();
    default:
        return handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    }
}

/// https://www.sqlite.org/uri.html: what would end a path is written as its code.
std::string frozenUri(const std::filesystem::path &file)
{
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%')
            uri += "%25";
        else if (c == '?')
            uri += "%3f";
        else if (c == '#')
            uri += "%23";
        else
            uri += c;
    }
    return uri + "?immutable=1";
}

Failure<Error> failureOf(sqlite3 *handle, int code)
{
    const char *name = sqlite3_db_filename(handle, "main");
    return fail(std::string(name != nullptr ? name : "database") + ": " + reasonOf(handle, code));
}

} // namespace

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), index, value);
}

void Statement::bind(int index, double value)
{
    sqlite3_bind_double(m_statement.get(), index, value);
}

void Statement::bind(int index, std::string_view value)
{
    // A copy (SQLITE_TRANSIENT), whose macro is an old-style cast.
    const auto copied = reinterpret_cast<sqlite3_destructor_type>(std::intptr_t{-1});
    sqlite3_bind_text(
        m_statement.get(), index, value.data(), static_cast<int>(value.size()), copied);
}

void Statement::bindText(int index, std::string_view value)
{
    // A null pointer would bind NULL.
    sqlite3_bind_text(m_statement.get(), index, value.empty() ? "" : value.data(),
        static_cast<int>(value.size()), nullptr);
}

void Statement::bindBytes(int index, std::span<const std::byte> value)
{
    sqlite3_bind_blob(
        m_statement.get(), index, value.data(), static_cast<int>(value.size()), nullptr);
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    auto *handle = sqlite3_db_handle(m_statement.get());
    if (code != SQLITE_DONE) {
        auto failure = failureOf(handle, sqlite3_extended_errcode(handle));
        sqlite3_reset(m_statement.get());
        return failure;
    }
    sqlite3_reset(m_statement.get());
    return false;
}

Result<void> Statement::run()
{
    const auto stepped = step();
    reset();
    if (!stepped)
        return stepped.failure();
    return {};
}

void Statement::reset() { sqlite3_reset(m_statement.get()); }

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::string Statement::text(int column) const
{
    const auto *bytes = sqlite3_column_text(m_statement.get(), column);
    const auto size = sqlite3_column_bytes(m_statement.get(), column);
    return bytes != nullptr
        ? std::string(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(size))
        : std::string();
}

std::string_view Statement::textView(int column) const
{
    const auto bytes = this->bytes(column);
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

std::span<const std::byte> Statement::bytes(int column) const
{
    // As a blob even where it is text: nothing is converted, and damaged text stays as it is.
    const auto *data = sqlite3_column_blob(m_statement.get(), column);
    const auto size = sqlite3_column_bytes(m_statement.get(), column);
    return {
        static_cast<const std::byte *>(data), data == nullptr ? 0 : static_cast<std::size_t>(size)};
}

void Database::Closer::operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }

Result<Database> Database::open(const std::filesystem::path &file, Mode mode)
{
    sqlite3 *handle = nullptr;
    const bool isFrozen = mode == Mode::Frozen;
    const int access = mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                               : SQLITE_OPEN_READONLY;
    const auto name = isFrozen ? frozenUri(file) : file.string();
    const int code = sqlite3_open_v2(name.c_str(), &handle,
        access | SQLITE_OPEN_NOMUTEX | (isFrozen ? SQLITE_OPEN_URI : 0), nullptr);
    Database database(file, handle);
    if (code != SQLITE_OK)
        return fail(file.string() + ": " + reasonOf(handle, code));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyTimeoutMs);
    return database;
}

Result<void> Database::run(const std::string &sql)
{
    const int code = sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return complain(reasonOf(m_handle.get(), code));
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(
        m_handle.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK)
        return complain(reasonOf(m_handle.get(), code));
    return Statement(statement);
}

Result<std::int64_t> Database::integer(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.failure();
    const auto row = statement->step();
    if (!row)
        return row.failure();
    return *row ? statement->integer(0) : 0;
}

std::int64_t Database::changes() const { return sqlite3_changes64(m_handle.get()); }

bool Database::isInTransaction() const
{
    return m_handle && sqlite3_get_autocommit(m_handle.get()) == 0;
}

bool Database::isReadOnly() const { return sqlite3_db_readonly(m_handle.get(), "main") == 1; }

Failure<Error> Database::complain(const std::string &what) const
{
    return fail(m_file.string() + ": " + what);
}

ReadMoment::ReadMoment(Database &database)
{
    if (!database.isInTransaction() && database.run("BEGIN"))
        m_database = &database;
}

ReadMoment::~ReadMoment()
{
    if (m_database != nullptr)
        static_cast<void>(m_database->run("COMMIT"));
}

} // namespace agora
