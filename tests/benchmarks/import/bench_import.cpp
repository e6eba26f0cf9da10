// How long ten million ticks take from CSV into the store, beside reading the file's bytes alone.
#include "engine/market/csv_reader.h"
#include "engine/market/csv_writer.h"
#include "engine/store/market_store.h"
#include "tests/benchmarks/rounds.h"
#include "tests/store/random_market.h"

#include <cstdlib>
#include <fstream>

using namespace agora;
using benchmarks::Rounds;

namespace {

constexpr std::size_t count = 10'000'000;
const std::string symbol = "EUR_USD";
volatile double sink = 0;

void need(bool isTrue, const std::string &what)
{
    if (!isTrue) {
        std::fprintf(stderr, "%s\n", what.c_str());
        std::exit(1);
    }
}

void makeFile(const std::filesystem::path &file)
{
    test::RandomMarket market(1);
    std::ofstream out(file, std::ios::binary);
    auto at = parseIso("2022-01-03T00:00:00Z").value();
    for (std::size_t made = 0; made < count; made += 100'000) {
        const auto ticks = market.ticks(100'000, at);
        at = ticks.back().time;
        char line[80];
        for (const auto &tick : ticks) {
            const auto iso = formatIso(tick.time, 3);
            const int size
                = std::snprintf(line, sizeof line, "%.4s%.2s%.2s %.2s%.2s%.2s%.3s,%.5f,%.5f,0\n",
                    iso.c_str(), iso.c_str() + 5, iso.c_str() + 8, iso.c_str() + 11,
                    iso.c_str() + 14, iso.c_str() + 17, iso.c_str() + 20, tick.bid, tick.ask);
            out.write(line, size);
        }
    }
    need(out.good(), "the file of ticks cannot be written");
}

std::size_t parse(const std::filesystem::path &file, MarketStore *store)
{
    auto reader = CsvReader::open(file);
    need(reader.hasValue(), reader ? "" : reader.error().message);
    std::vector<Tick> ticks;
    std::size_t rows = 0;
    while (true) {
        ticks.clear();
        const auto read = reader->readTicks(65'536, ticks);
        need(read.hasValue(), read ? "" : read.error().message);
        if (ticks.empty())
            return rows;
        rows += ticks.size();
        sink = ticks.back().bid;
        if (store != nullptr)
            need(store->mergeTicks(symbol, ticks).hasValue() && store->flush().hasValue(),
                "cannot be stored");
    }
}

} // namespace

int main()
{
    auto text = (std::filesystem::temp_directory_path() / "agora-bench-import-XXXXXX").string();
    const std::filesystem::path where = mkdtemp(text.data());
    const auto file = where / "ticks.csv";
    makeFile(file);
    std::printf("%zu ticks, %.0f MB\n\n", count,
        static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    Rounds rounds(3);
    rounds.add("the file's bytes read", [&] {
        std::ifstream in(file, std::ios::binary);
        std::vector<char> block(1 << 20);
        while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
            sink = block[0];
    });
    rounds.add(
        "read into ticks", [&] { need(parse(file, nullptr) == count, "ticks are missing"); });
    rounds.add("read and stored", [&] {
        for (const auto *suffix : {"", "-wal", "-shm", ".lock"})
            std::filesystem::remove((where / "market.db").string() + suffix);
        auto store = MarketStore::open(where / "market.db", MarketStore::Mode::ReadWrite);
        need(store.hasValue() && parse(file, &*store) == count, "ticks are missing");
    });
    rounds.run();
    rounds.print(count, "M ticks/s");
    std::printf("\n%.2f bytes a tick on disk\n",
        static_cast<double>(std::filesystem::file_size(where / "market.db")) / count);
    std::filesystem::remove_all(where);
}
