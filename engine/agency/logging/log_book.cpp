#include "engine/agency/logging/log_book.h"

#include <algorithm>
#include <cctype>

namespace agora::agency {

namespace {
std::size_t indexOf(LogLevel level) { return static_cast<std::size_t>(level); }

bool containsText(const std::string &text, const std::string &part)
{
    const auto same
        = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end()
        || part.empty();
}

Result<LogLevel> levelFrom(const Value &value, const char *member)
{
    const auto level = parseLogLevel(value.asText());
    if (!level)
        return fail("“" + std::string(member) + "”: “" + value.asText()
            + "” is no level; there are debug, info, warning and error");
    return *level;
}
} // namespace

// ---- values

Value toValue(const LogRecord &record)
{
    Value value;
    value.set("time", formatIso(record.time, 9));
    value.set("level", toString(record.level));
    value.set("agent", record.agent);
    value.set("text", record.text);
    return value;
}

Result<LogRecord> logRecordFrom(const Value &value)
{
    const auto time = parseIso(value["time"].asText());
    if (!time)
        return time.failure();
    const auto level = levelFrom(value["level"], "level");
    if (!level)
        return level.failure();
    return LogRecord{*time, *level, value["agent"].asText(), value["text"].asText()};
}

std::string toLine(const LogRecord &record)
{
    std::string line = formatIso(record.time) + " " + std::string(toString(record.level)) + " "
        + record.agent + ": ";
    for (const char c : record.text) {
        if (c == '\n')
            line += "\\n";
        else if (c == '\r')
            line += "\\r";
        else
            line += c;
    }
    return line;
}

Result<LogFilter> LogFilter::from(const Value &value)
{
    LogFilter filter;
    if (!value["level"].isNull()) {
        const auto level = levelFrom(value["level"], "level");
        if (!level)
            return level.failure();
        filter.minimum = *level;
    }
    if (!value["only"].isNull()) {
        const auto level = levelFrom(value["only"], "only");
        if (!level)
            return level.failure();
        filter.only = *level;
    }
    filter.agent = value["agent"].asText();
    filter.text = value["text"].asText();
    if (!value["since"].isNull()) {
        const auto since = parseIso(value["since"].asText());
        if (!since)
            return fail("“since”: " + since.error().message);
        filter.since = *since;
    }
    const auto limit = value["limit"].asInteger(static_cast<std::int64_t>(filter.limit));
    if (limit < 0)
        return fail("“limit”: " + std::to_string(limit) + " is below zero");
    filter.limit = static_cast<std::size_t>(limit);
    return filter;
}

bool LogFilter::matches(const LogRecord &record) const
{
    return record.level >= minimum && (!only || record.level == *only)
        && (agent.empty() || record.agent == agent) && (!since || record.time >= *since)
        && containsText(record.text, text);
}

// ---- the book

Result<LogBook> LogBook::open(LogBookOptions options)
{
    LogBook book(std::move(options));
    if (const auto opened = book.openFile(); !opened)
        return opened.failure();
    return book;
}

Result<void> LogBook::openFile()
{
    if (m_options.file.empty())
        return {};
    m_out.open(m_options.file, std::ios::app);
    if (!m_out)
        return fail("cannot write the log file " + m_options.file.string());
    std::error_code absent;
    const auto size = std::filesystem::file_size(m_options.file, absent);
    m_size = absent ? 0 : size;
    return {};
}

void LogBook::turnOver()
{
    m_out.close();
    const auto numbered = [&](int number) {
        return std::filesystem::path(m_options.file.string() + "." + std::to_string(number));
    };
    std::error_code ignored; // a missing older file is no matter
    for (int number = m_options.oldFiles; number > 1; --number)
        std::filesystem::rename(numbered(number - 1), numbered(number), ignored);
    if (m_options.oldFiles > 0)
        std::filesystem::rename(m_options.file, numbered(1), ignored);
    m_out.open(m_options.file, std::ios::trunc);
    m_size = 0;
}

void LogBook::add(const LogRecord &record)
{
    auto &kept = m_kept[indexOf(record.level)];
    kept.push_back({m_nextNumber++, record});
    if (kept.size() > m_options.kept)
        kept.pop_front();
    ++m_counts[indexOf(record.level)];
    if (m_options.file.empty())
        return;
    const auto line = toLine(record) + "\n";
    if (m_size > 0 && m_size + line.size() > m_options.fileLimit)
        turnOver();
    m_out << line;
    m_size += line.size();
    if (record.level >= LogLevel::Warning)
        m_out.flush(); // whoever crashes next has told why
}

std::vector<LogRecord> LogBook::query(const LogFilter &filter) const
{
    std::vector<const Kept *> found;
    for (const auto &level : m_kept) {
        std::size_t taken = 0; // of each level the newest `limit` are enough
        for (auto at = level.rbegin(); at != level.rend() && taken < filter.limit; ++at) {
            if (!filter.matches(at->record))
                continue;
            found.push_back(&*at);
            ++taken;
        }
    }
    std::sort(found.begin(), found.end(),
        [](const Kept *a, const Kept *b) { return a->number < b->number; });
    const auto surplus = found.size() > filter.limit ? found.size() - filter.limit : 0;
    std::vector<LogRecord> records;
    for (auto i = surplus; i < found.size(); ++i)
        records.push_back(found[i]->record);
    return records;
}

std::uint64_t LogBook::count(LogLevel level) const { return m_counts[indexOf(level)]; }

} // namespace agora::agency
