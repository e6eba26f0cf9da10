#include "engine/market/quote_csv.h"

#include "engine/model/instrument.h"

namespace agora {

Result<RecordedQuotes> loadQuotes(const std::filesystem::path &file, const QuoteOptions &options)
{
    RecordedQuotes quotes;
    auto reader = CsvReader::open(file, {.format = options.format});
    if (!reader)
        return reader.failure();
    if (!reader->isTicks())
        return fail(file.string() + ": the file holds bars, not quotes");
    quotes.symbol = options.symbol;
    if (quotes.symbol.empty()) {
        auto symbol = symbolFromFileName(file);
        if (!symbol)
            return symbol.failure();
        quotes.symbol = *symbol;
    }
    quotes.format = reader->layout().format;
    if (const auto read = reader->readTicks(SIZE_MAX, quotes.ticks); !read)
        return read.failure();
    if (quotes.ticks.empty())
        return fail(file.string() + ": the file holds no quotes");
    std::uint64_t number = 0;
    for (auto &tick : quotes.ticks) {
        tick.number = ++number;
        tick.flags = static_cast<std::uint8_t>(tick.flags & ~unsigned{TickHistory});
        quotes.crossed += (tick.flags & TickCrossed) != 0 ? 1 : 0;
    }
    return quotes;
}

} // namespace agora
