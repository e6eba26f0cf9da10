#include "tests/indicators/law_series.h"

#include <cfenv>
#include <cstdlib>
#include <new>

using namespace agora;
using namespace agora::indicators;
using namespace agora::tests;

namespace {

std::size_t allocations = 0; // of the whole program, which has one thread

} // namespace

void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
}
void *operator new(std::size_t size)
{
    if (void *memory = operator new(size, std::nothrow))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void *memory, const std::nothrow_t &) noexcept { std::free(memory); }

namespace {

constexpr std::uint64_t seed = 20260115;

using Column = std::vector<double>;

std::vector<Column> streamed(IndicatorInstance &indicator, const BarTable &bars)
{
    std::vector<Column> columns(indicator.outputCount());
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto values = indicator.update(bars.bar(i));
        for (std::size_t output = 0; output < columns.size(); ++output)
            columns[output].push_back(values[output]);
    }
    return columns;
}

/// Nothing when both are the same; otherwise where they are not. What is smaller than `leastScale`
/// is measured by that.
std::string different(
    const std::vector<Column> &got, const std::vector<Column> &wanted, double leastScale = 0.0)
{
    for (std::size_t output = 0; output < wanted.size(); ++output) {
        const double scale = std::max(scaleOf(wanted[output]), leastScale);
        for (std::size_t i = 0; i < wanted[output].size(); ++i) {
            if (!agree(got[output][i], wanted[output][i], scale))
                return "output " + std::to_string(output) + " at bar " + std::to_string(i) + ": "
                    + formatDouble(got[output][i]) + ", wanted " + formatDouble(wanted[output][i]);
        }
    }
    return {};
}

bool isSame(std::span<const double> got, std::span<const double> wanted)
{
    return std::ranges::equal(
        got, wanted, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

/// Enough bars for the variant to be defined for a while.
std::size_t enough(const IndicatorInstance &indicator)
{
    return static_cast<std::size_t>(indicator.warmUp()) + 120;
}

/// Long streams of all indicators take minutes in a build that is not optimised.
std::size_t driftUpdates()
{
    const int chosen = qEnvironmentVariableIntValue("AGORA_DRIFT_UPDATES");
    if (chosen > 0)
        return static_cast<std::size_t>(chosen);
#ifdef NDEBUG
    return 300'000;
#else
    return 40'000;
#endif
}

} // namespace

/// What must hold for every indicator of the catalogue, with every kind of parameters.
class TestCatalogLaws : public QObject {
    Q_OBJECT

private:
    std::vector<Variant> m_variants;

    /// Reports every variant for which `law` has something to say.
    template <typename Law>
    void check(Law law)
    {
        int broken = 0;
        for (const auto &variant : m_variants) {
            const auto problem = law(variant);
            if (problem.empty())
                continue;
            ++broken;
            qWarning("%s: %s", variant.name().c_str(), problem.c_str());
        }
        QCOMPARE(broken, 0);
    }

private slots:
    void initTestCase()
    {
        for (const auto &info : catalog()) {
            const auto usual = make(info.key);
            QVERIFY2(usual.hasValue(), usual ? "" : usual.error().message.c_str());
        }
        m_variants = variants();
        qInfo("%zu variants, seed %llu", m_variants.size(), static_cast<unsigned long long>(seed));
    }

    void theClaimedWarmUpIsTrue()
    {
        check([](const Variant &variant) -> std::string {
            const auto indicator = variant.make();
            const auto bars = barsOf(Kind::Random, seed, enough(*indicator));
            const auto columns = streamed(*indicator, bars);
            for (std::size_t output = 0; output < columns.size(); ++output) {
                const auto first = static_cast<std::size_t>(indicator->warmUps()[output]) - 1;
                const bool isSparse = variant.info->outputs[output].isSparse;
                for (std::size_t i = 0; i < bars.size(); ++i) {
                    const bool isDefined = !std::isnan(columns[output][i]);
                    if (isDefined != (i >= first) && !(isSparse && i >= first))
                        return variant.info->outputs[output].key + " is "
                            + (isDefined ? "" : "not ") + "defined at index " + std::to_string(i)
                            + ", though it claims to begin at " + std::to_string(first);
                }
            }
            return {};
        });
    }

    void batchEqualsTheStream()
    {
        for (const Kind kind : allKinds) {
            check([kind](const Variant &variant) {
                const auto indicator = variant.make();
                const auto bars = barsOf(kind, seed + 1, 2 * enough(*indicator));
                const auto stream = streamed(*indicator, bars);
                // Fresh, although the stream has run.
                // A distance of prices that are all but equal has no more digits than the prices.
                const double rounding = 1e-5 * scaleOf(bars.close);
                const auto problem
                    = different(indicator->compute(bars.columns()), stream, rounding);
                return problem.empty() ? problem : nameOf(kind) + (": " + problem);
            });
        }
    }

    void nothingIsInfiniteOrOutOfItsBounds()
    {
        for (const Kind kind : allKinds) {
            check([kind](const Variant &variant) -> std::string {
                const auto indicator = variant.make();
                const auto bars = barsOf(kind, seed + 2, 2 * enough(*indicator));
                for (const auto &column : indicator->compute(bars.columns())) {
                    for (const double value : column) {
                        const double slack = 1e-9 * std::abs(value);
                        if (std::isinf(value)
                            || value < variant.info->fixedMin.value_or(value) - slack
                            || value > variant.info->fixedMax.value_or(value) + slack)
                            return nameOf(kind) + (": " + formatDouble(value));
                    }
                }
                return {};
            });
        }
    }

    /// However often the forming bar has changed, what counts is what it ends as.
    void previewsLeaveNoTrace()
    {
        check([](const Variant &variant) -> std::string {
            const auto plain = variant.make();
            const auto previewed = variant.make();
            const auto bars = barsOf(Kind::Gaps, seed + 3, enough(*plain));
            for (std::size_t i = 0; i < bars.size(); ++i) {
                Bar forming = bars.bar(i);
                forming.high *= 1.01;
                forming.close = forming.low;
                forming.volume /= 2;
                previewed->preview(forming);
                forming.close = forming.high;
                previewed->preview(forming);
                const auto last = copied(previewed->preview(bars.bar(i)));
                const auto updated = copied(plain->update(bars.bar(i)));
                if (!isSame(last, updated))
                    return "preview differs from update at bar " + std::to_string(i);
                if (!isSame(previewed->update(bars.bar(i)), updated))
                    return "a preview has left something behind at bar " + std::to_string(i);
            }
            return {};
        });
    }

    void aCopyIsASnapshot()
    {
        check([](const Variant &variant) -> std::string {
            const auto original = variant.make();
            const auto reference = variant.make();
            const auto bars = barsOf(Kind::Random, seed + 4, enough(*original));
            const std::size_t half = bars.size() / 2;
            for (std::size_t i = 0; i < half; ++i) {
                original->update(bars.bar(i));
                reference->update(bars.bar(i));
            }
            const auto copy = original->clone();
            for (std::size_t i = 0; i < half; ++i)
                original->update(bars.bar(i)); // goes another way
            const auto renewed = original->fresh();
            if (different(streamed(*renewed, bars), variant.make()->compute(bars.columns())) != "")
                return "fresh() is not fresh";
            for (std::size_t i = half; i < bars.size(); ++i) {
                if (!isSame(copied(copy->update(bars.bar(i))), reference->update(bars.bar(i))))
                    return "the copy differs at bar " + std::to_string(i);
            }
            return {};
        });
    }

    void laterBarsChangeNothingBefore()
    {
        check([](const Variant &variant) -> std::string {
            const auto indicator = variant.make();
            auto bars = barsOf(Kind::Random, seed + 5, enough(*indicator));
            const auto before = indicator->compute(bars.columns());
            const auto later = barsOf(Kind::Gaps, seed + 6, bars.size());
            for (std::size_t i = 0; i < later.size(); ++i)
                bars.append(later.bar(i));
            auto after = indicator->compute(bars.columns());
            for (std::size_t output = 0; output < after.size(); ++output)
                after[output].resize(before[output].size());
            return different(after, before);
        });
    }

    void anUpdateAllocatesNothing()
    {
        check([](const Variant &variant) -> std::string {
            const auto indicator = variant.make();
            const auto bars = barsOf(Kind::Gaps, seed + 7, 3 * enough(*indicator));
            indicator->preview(bars.bar(0)); // the copy that previews are made on gets its memory
            const std::size_t before = allocations;
            for (std::size_t i = 0; i < bars.size(); ++i) {
                indicator->preview(bars.bar(i));
                indicator->update(bars.bar(i));
            }
            if (allocations == before)
                return {};
            return std::to_string(allocations - before) + " allocations in "
                + std::to_string(bars.size()) + " bars";
        });
    }

    /// What is fed forever equals what was started a while ago: no rounding error piles up.
    void longStreamsDoNotDrift()
    {
        const std::size_t count = driftUpdates();
        const std::size_t memory
            = 20'000; // by when the slowest averages have forgotten how they began
        check([&](const Variant &variant) -> std::string {
            if (!variant.parameters.empty())
                return {};
            const auto indicator = variant.make();
            const auto started = variant.make();
            BarSource source(Kind::Random, seed + 8);
            for (std::size_t i = 0; i + memory < count; ++i)
                indicator->update(source.next());
            Column wanted;
            Column got;
            Column scale(indicator->outputCount());
            Column ahead(scale); // of what sums up from the first bar on: the sum before `started`
            for (std::size_t i = 0; i < memory; ++i) {
                const Bar bar = source.next();
                got = copied(indicator->update(bar));
                wanted = copied(started->update(bar));
                for (std::size_t output = 0; output < scale.size(); ++output) {
                    if (i == 0 && variant.info->isCumulative)
                        ahead[output] = got[output] - wanted[output];
                    scale[output] = std::fmax(scale[output], std::abs(got[output]));
                }
            }
            for (std::size_t output = 0; output < got.size(); ++output) {
                if (!agree(got[output] - ahead[output], wanted[output], scale[output]))
                    return variant.info->outputs[output].key + " is " + formatDouble(got[output])
                        + ", wanted " + formatDouble(wanted[output] + ahead[output]);
            }
            return {};
        });
    }

    /// An average that fades towards zero must get there: denormal numbers make every step ten
    /// times slower.
    void fadingAveragesDoNotBecomeDenormal()
    {
        const auto rising = barsOf(Kind::Rising, seed, 12'000);
        check([&](const Variant &variant) -> std::string {
            if (!variant.parameters.empty())
                return {};
            const auto indicator = variant.make();
            int underflows = 0;
            for (std::size_t i = 0; i < rising.size(); ++i) {
                std::feclearexcept(FE_UNDERFLOW);
                indicator->update(rising.bar(i));
                underflows += std::fetestexcept(FE_UNDERFLOW) != 0 ? 1 : 0;
            }
            if (underflows <= 100) // on the way, before the average is small enough to be cut off
                return {};
            return std::to_string(underflows) + " updates with denormal numbers";
        });
    }

    void aBarThatIsNotANumberIsLeftOut()
    {
        check([](const Variant &variant) -> std::string {
            const auto clean = variant.make();
            const auto disturbed = variant.make();
            const auto bars = barsOf(Kind::Random, seed + 9, enough(*clean));
            BarTable spoiled;
            std::vector<Column> wanted(clean->outputCount());
            for (std::size_t i = 0; i < bars.size(); ++i) {
                Bar bad = bars.bar(i);
                (i % 3 == 0          ? bad.high
                        : i % 3 == 1 ? bad.close
                                     : bad.volume)
                    = i % 2 == 0 ? undefined : std::numeric_limits<double>::infinity();
                spoiled.append(bad);
                spoiled.append(bars.bar(i));
                for (const double value : disturbed->update(bad)) {
                    if (!std::isnan(value))
                        return "a value for a bar that is not a number";
                }
                const auto values = clean->update(bars.bar(i));
                if (!isSame(copied(disturbed->update(bars.bar(i))), values))
                    return "a bar that is not a number has left something behind";
                for (std::size_t output = 0; output < wanted.size(); ++output) {
                    wanted[output].push_back(undefined);
                    wanted[output].push_back(values[output]);
                }
            }
            return different(clean->compute(spoiled.columns()), wanted);
        });
    }

    /// Another indicator as input: the same as feeding its values, from when there are any.
    void anotherIndicatorCanBeTheInput()
    {
        check([](const Variant &variant) -> std::string {
            if (variant.info->input == InputKind::Candle)
                return {};
            const auto over = [&] { return Source(*make("ema", {{"period", 5}}), 0); };
            Inputs inputs(over());
            if (variant.info->input == InputKind::Pair)
                inputs.second = PriceInput::Open;
            const auto chained = make(variant.info->key, variant.parameters, std::move(inputs));
            if (!chained)
                return chained.error().message;
            const auto plain = variant.make();
            if ((*chained)->warmUp() != plain->warmUp() + 4)
                return "the warm-ups do not add up";
            const auto bars = barsOf(Kind::Random, seed + 10, enough(**chained));
            const auto stream = streamed(**chained, bars);
            const auto problem = different((*chained)->compute(bars.columns()), stream);
            if (!problem.empty())
                return problem;
            if (std::isnan(stream[0].back()) && !variant.info->outputs[0].isSparse)
                return "no value in the end";
            return std::isnan((*chained)->clone()->preview(bars.bar(0))[0])
                    && !variant.info->outputs[0].isSparse
                ? "no preview in the end"
                : "";
        });
    }
};

QTEST_APPLESS_MAIN(TestCatalogLaws)
#include "tst_catalog_laws.moc"
