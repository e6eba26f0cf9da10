#include "engine/market/quote_csv.h"

#include "engine/base/text.h"
#include "engine/market/text_lines.h"
#include "engine/model/instrument.h"

#include <cctype>
#include <optional>
#include <set>

namespace agora {

namespace {

/// The first lines of a file, which tell its format, before the data lines.
struct Opening {
    QuoteFormat format;
    std::optional<std::string> pending; // a data line that was read already
};

Result<Opening> readOpening(
    TextLines &lines, const QuoteOptions &options, const std::filesystem::path &file)
{
    auto line = lines.next();
    if (!line)
        return line.failure();
    if (!*line)
        return fail(file.string() + ": the file is empty");
    const std::string first(**line);
    const bool hasHeader = isQuoteHeader(first);
    std::optional<std::string> data = first;
    if (hasHeader) {
        line = lines.next();
        if (!line)
            return line.failure();
        data = *line ? std::optional<std::string>(**line) : std::nullopt;
    }
    if (options.format == "auto") {
        const auto format = recogniseQuotes(first, hasHeader ? data.value_or("") : "");
        if (!format)
            return fail(file.string() + ": line 1: " + format.error().message);
        return Opening{*format, data};
    }
    const auto format = parseQuoteFormat(options.format);
    if (!format)
        return format.failure();
    if (hasHeader && *format == QuoteFormat::HistData)
        return fail(file.string() + ": line 1: a histdata file has no header");
    return Opening{*format, data};
}

/// Appends one line's tick with all that must hold between lines.
Result<void> takeLine(
    std::string_view text, QuoteLineParser &parser, const TextLines &lines, RecordedQuotes &quotes)
{
    auto tick = parser.parse(text);
    if (!tick)
        return lines.complain(tick.error().message);
    if (!quotes.ticks.empty() && tick->time < quotes.ticks.back().time)
        return lines.complain("the time runs back from " + formatIso(quotes.ticks.back().time)
            + " to " + formatIso(tick->time));
    tick->number = quotes.ticks.size() + 1;
    if ((tick->flags & TickCrossed) != 0)
        ++quotes.crossed;
    quotes.ticks.push_back(*tick);
    return {};
}

Result<void> readTicks(TextLines &lines, const Opening &opening, RecordedQuotes &quotes)
{
    QuoteLineParser parser(opening.format);
    std::optional<std::string_view> text;
    if (opening.pending)
        text = *opening.pending;
    bool isAfterBlank = false;
    while (text) {
        const bool isBlank = trimmed(*text).empty(); // allowed at the end only
        if (isAfterBlank && !isBlank)
            return lines.complain("there is an empty line before it");
        isAfterBlank = isBlank;
        if (!isBlank) {
            if (const auto taken = takeLine(*text, parser, lines, quotes); !taken)
                return taken.failure();
        }
        const auto next = lines.next();
        if (!next)
            return next.failure();
        text = *next;
    }
    return {};
}

} // namespace

Result<RecordedQuotes> loadQuotes(const std::filesystem::path &file, const QuoteOptions &options)
{
    RecordedQuotes quotes;
    auto lines = TextLines::open(file);
    if (!lines)
        return lines.failure();
    if (options.symbol.empty()) {
        auto symbol = symbolFromFileName(file);
        if (!symbol)
            return symbol.failure();
        quotes.symbol = *symbol;
    } else {
        quotes.symbol = options.symbol;
    }
    const auto opening = readOpening(*lines, options, file);
    if (!opening)
        return opening.failure();
    quotes.format = opening->format;
    if (const auto read = readTicks(*lines, *opening, quotes); !read)
        return read.failure();
    if (quotes.ticks.empty())
        return fail(file.string() + ": the file holds no quotes");
    return quotes;
}

} // namespace agora
