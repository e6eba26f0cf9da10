// How long a million bars take to be written and read, beside a flat file of the same bars.
#include "engine/store/market_store.h"
#include "tests/benchmarks/rounds.h"
#include "tests/store/random_market.h"
#include "tests/store/sql_text.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

using namespace agora;
using benchmarks::Rounds;

namespace {

constexpr std::size_t count = 1'000'000;
const Timestamp start = parseIso("2021-01-03T22:00:00Z").value();
const Period m1 = Period::minutes(1);
const std::string symbol = "EUR_USD";
volatile double sink = 0; // so that nothing measured is thought away

std::filesystem::path folder()
{
    auto path = std::filesystem::temp_directory_path() / "agora-bench-store-XXXXXX";
    auto text = path.string();
    return mkdtemp(text.data());
}

void need(bool isTrue, const std::string &what)
{
    if (!isTrue) {
        std::fprintf(stderr, "%s\n", what.c_str());
        std::exit(1);
    }
}

template <typename T>
T must(Result<T> result)
{
    need(result.hasValue(), result ? "" : result.error().message);
    return std::move(*result);
}

void writeAll(int file, const void *bytes, std::size_t size)
{
    for (const auto *at = static_cast<const char *>(bytes); size > 0;) {
        const auto written = write(file, at, size);
        need(written > 0, "the flat file cannot be written");
        at += written;
        size -= static_cast<std::size_t>(written);
    }
}

/// The columns of a series, one after the other.
void writeFlat(const std::filesystem::path &path, const BarSeries &series)
{
    const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    writeAll(file, series.times().data(), series.size() * 8);
    for (const auto column :
        {series.open(), series.high(), series.low(), series.close(), series.volume()})
        writeAll(file, column.data(), column.size() * 8);
    close(file);
}

void readFlat(const std::filesystem::path &path, const std::array<void *, 6> &columns)
{
    const int file = open(path.c_str(), O_RDONLY);
    for (auto *column : columns) {
        auto *at = static_cast<char *>(column);
        for (std::size_t left = count * 8; left > 0;) {
            const auto got = read(file, at, left);
            need(got > 0, "the flat file cannot be read");
            at += got;
            left -= static_cast<std::size_t>(got);
        }
    }
    close(file);
}

/// What the machine takes for it: fresh memory, as anybody gets it, and the same bytes.
double readFlatToMemory(const std::filesystem::path &path)
{
    const auto memory = std::make_unique_for_overwrite<double[]>(6 * count);
    std::array<void *, 6> columns{};
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = memory.get() + i * count;
    readFlat(path, columns);
    return memory[5 * count - 1];
}

/// The same into our own columns, which ask for large pages.
double readFlatToSeries(const std::filesystem::path &path)
{
    BarSeries series(symbol, m1, PriceSide::Bid, count);
    const auto room = series.room(count);
    readFlat(path, {room.times, room.open, room.high, room.low, room.close, room.volume});
    series.appended(count);
    return series.close()[count - 1];
}

void removeStore(const std::filesystem::path &file)
{
    for (const auto *suffix : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(file.string() + suffix);
}

void writeStore(
    const std::filesystem::path &file, const std::vector<QuoteBar> &bars, std::size_t atOnce)
{
    removeStore(file);
    auto store = must(MarketStore::open(file, MarketStore::Mode::ReadWrite));
    for (std::size_t at = 0; at < bars.size(); at += atOnce) {
        const auto part = std::span(bars).subspan(at, std::min(atOnce, bars.size() - at));
        need(store.putBars(symbol, m1, part).hasValue(), "bars cannot be written");
        need(store.flush().hasValue(), "bars cannot be flushed");
    }
}

} // namespace

int main()
{
    const auto where = folder();
    const auto flat = where / "flat";
    const auto file = where / "market.db";
    const auto bars = test::RandomMarket(1).bars(count, start, std::chrono::minutes(1), 60, 2000);
    writeStore(file, bars, 65'536);
    const auto size = static_cast<double>(std::filesystem::file_size(file));
    std::printf("%zu bars: %.1f MB, %.1f bytes a bar, %.2f MB a year of minutes (372,000)\n\n",
        count, size / 1e6, size / count, size / count * 372'000 / 1e6);

    auto reader = must(MarketStore::open(file, MarketStore::Mode::ReadOnly));
    const auto whole = must(reader.readSeries(symbol, m1, PriceSide::Bid, allTime));
    writeFlat(flat, whole);
    Rounds reading(15);
    reading.add("flat file of one side, read into memory", [&] { sink = readFlatToMemory(flat); });
    reading.add(
        "flat file, read into the columns of a BarSeries", [&] { sink = readFlatToSeries(flat); });
    for (const auto side : {PriceSide::Bid, PriceSide::Ask, PriceSide::Mid})
        reading.add("store into a BarSeries, " + std::string(toString(side)), [&, side] {
            sink = must(reader.readSeries(symbol, m1, side, allTime)).close()[count - 1];
        });
    reading.add("store opened anew and read, bid", [&] {
        auto fresh = must(MarketStore::open(file, MarketStore::Mode::ReadOnly));
        sink = must(fresh.readSeries(symbol, m1, PriceSide::Bid, allTime)).close()[count - 1];
    });
    reading.add("store as QuoteBars, all sides",
        [&] { sink = must(reader.bars(symbol, m1, allTime)).back().bid.close; });
    reading.run();
    std::printf("reading\n");
    reading.print(count, "M bars/s");

    const auto middle = bars[count / 2].openTime;
    if (std::getenv("QUICK"))
        return 0;
    Rounds window(51);
    window.add("500 bars in the middle, as a BarSeries", [&] {
        sink = must(reader.readSeries(
                        symbol, m1, PriceSide::Bid, {middle, middle + std::chrono::minutes(500)}))
                   .close()[0];
    });
    window.add("the last 500 bars",
        [&] { sink = must(reader.lastBars(symbol, m1, 500)).back().bid.close; });
    window.add("store opened, the last 500 bars read", [&] {
        auto fresh = must(MarketStore::open(file, MarketStore::Mode::ReadOnly));
        sink = must(fresh.lastBars(symbol, m1, 500)).back().bid.close;
    });
    window.run();
    std::printf("\na window of the million\n");
    window.print(500, "M bars/s");

    Rounds writing(7);
    writing.add("flat file of all sides, written", [&] {
        const int out = open((where / "flat-all").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
        writeAll(out, bars.data(), bars.size() * sizeof(QuoteBar));
        close(out);
    });
    writing.add("store, 65,536 a flush", [&] { writeStore(where / "written.db", bars, 65'536); });
    writing.add("store, 8,192 a flush", [&] { writeStore(where / "written.db", bars, 8192); });
    writing.run();
    std::printf("\nwriting\n");
    writing.print(count, "M bars/s");

    Rounds sql(3);
    sql.add("bars_view: a day of open times and bid closes", [&] {
        sink = double(test::sqlText(file,
            "SELECT open_time, bid_close FROM bars_view WHERE symbol = 'EUR_USD' AND period = 'M1' "
            "LIMIT 1440")
                          .size());
    });
    sql.add("bars_view: a day of everything", [&] {
        sink = double(test::sqlText(
            file, "SELECT * FROM bars_view WHERE symbol = 'EUR_USD' AND period = 'M1' LIMIT 1440")
                          .size());
    });
    sql.run();
    std::printf("\nplain SQL\n");
    sql.print(1440, "M bars/s");
    std::filesystem::remove_all(where);
}
