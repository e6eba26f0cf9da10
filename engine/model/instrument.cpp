#include "engine/model/instrument.h"

#include "engine/base/ensure.h"
#include "engine/base/text.h"

#include <array>
#include <atomic>
#include <cmath>
#include <deque>
#include <mutex>

namespace agora {

namespace {

constexpr std::array<double, 16> powersOfTen{
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

double powerOfTen(int exponent)
{
    AGORA_ENSURE(exponent >= 0 && exponent < static_cast<int>(powersOfTen.size()));
    return powersOfTen[static_cast<std::size_t>(exponent)];
}

std::atomic<const std::vector<Instrument> *> usedInstruments = nullptr;

} // namespace

// Powers of ten are exact and one division rounds once, so these are the doubles nearest to the
// decimals.
double Instrument::point() const { return 1.0 / powerOfTen(precision); }

double Instrument::pip() const
{
    return pipLocation < 0 ? 1.0 / powerOfTen(-pipLocation) : powerOfTen(pipLocation);
}

double Instrument::roundPrice(double price) const
{
    const double power = powerOfTen(precision);
    return std::round(price * power) / power;
}

std::string Instrument::formatPrice(double price) const
{
    return formatFixed(roundPrice(price), precision);
}

const std::vector<Instrument> &knownInstruments()
{
    const auto *used = usedInstruments.load();
    return used == nullptr ? builtInInstruments() : *used;
}

void useInstruments(std::vector<Instrument> instruments)
{
    static std::mutex lock;
    static std::deque<std::vector<Instrument>> all; // never shortened: see the header
    const std::scoped_lock guard(lock);
    if (knownInstruments() == instruments)
        return;
    usedInstruments = &all.emplace_back(std::move(instruments));
}

const Instrument *findInstrument(std::string_view symbol)
{
    for (const auto &instrument : knownInstruments()) {
        if (instrument.symbol == symbol)
            return &instrument;
    }
    return nullptr;
}

} // namespace agora
