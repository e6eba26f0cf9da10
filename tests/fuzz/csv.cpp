#include "engine/market/csv_reader.h"

#include "engine/base/ensure.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>

#include <unistd.h>

using namespace agora;

namespace {

/// One file in memory for the whole run; /dev/shm spares the disk.
std::filesystem::path fileOf(const std::uint8_t *bytes, std::size_t size)
{
    static const std::string path = "/dev/shm/agora-fuzz-csv-" + std::to_string(getpid());
    if (auto *file = std::fopen(path.c_str(), "wb")) {
        std::fwrite(bytes, 1, size, file);
        std::fclose(file);
    }
    return path;
}

} // namespace

/// Whatever the file: rows that keep every promise, or an error that names the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto file = fileOf(bytes + 1, size - 1);
    CsvOptions options;
    options.isSkippingBad = (bytes[0] & 1) != 0;
    options.isStampAtEnd = (bytes[0] & 2) != 0;
    if ((bytes[0] & 4) != 0)
        options.zone = "Europe/Helsinki";
    if ((bytes[0] & 8) != 0)
        options.period = Period::minutes(1);
    auto reader = CsvReader::open(file, options);
    if (!reader) {
        AGORA_ENSURE(reader.error().message.find('\n') == std::string::npos);
        return 0;
    }
    std::vector<Tick> ticks;
    std::vector<QuoteBar> bars;
    const auto read
        = reader->isTicks() ? reader->readTicks(1000, ticks) : reader->readBars(1000, bars);
    AGORA_ENSURE(read || read.error().message.find("line ") != std::string::npos);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        AGORA_ENSURE(std::isfinite(ticks[i].bid) && ticks[i].bid > 0 && ticks[i].ask > 0);
        AGORA_ENSURE(i == 0 || ticks[i].time >= ticks[i - 1].time);
    }
    for (std::size_t i = 0; i < bars.size(); ++i) {
        AGORA_ENSURE(bars[i].bid.high >= bars[i].bid.low && bars[i].isComplete());
        AGORA_ENSURE(i == 0 || bars[i].openTime > bars[i - 1].openTime);
    }
    return 0;
}
