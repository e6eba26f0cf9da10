#include "indicators/formula_program.h"

#include "indicators/instance.h"

#include <array>
#include <cmath>

namespace agora::indicators {
namespace {

double truth(bool isTrue) { return isTrue ? 1.0 : 0.0; }

double ofOne(FormulaOp op, double a)
{
    switch (op) {
    case FormulaOp::Negate:
        return -a;
    case FormulaOp::Not:
        return truth(a == 0.0);
    case FormulaOp::Abs:
        return std::abs(a);
    case FormulaOp::Sqrt:
        return std::sqrt(a);
    case FormulaOp::Log:
        return std::log(a);
    case FormulaOp::Exp:
        return std::exp(a);
    case FormulaOp::Floor:
        return std::floor(a);
    case FormulaOp::Ceil:
        return std::ceil(a);
    case FormulaOp::Round:
        return std::round(a);
    case FormulaOp::Sign:
        return truth(a > 0.0) - truth(a < 0.0);
    default:
        return a;
    }
}

double ofTwo(FormulaOp op, double a, double b)
{
    switch (op) {
    case FormulaOp::Add:
        return a + b;
    case FormulaOp::Subtract:
        return a - b;
    case FormulaOp::Multiply:
        return a * b;
    case FormulaOp::Divide:
        return a / b;
    case FormulaOp::Remainder:
        return std::fmod(a, b);
    case FormulaOp::Power:
        return std::pow(a, b);
    case FormulaOp::Min:
        return std::min(a, b);
    case FormulaOp::Max:
        return std::max(a, b);
    case FormulaOp::Less:
        return truth(a < b);
    case FormulaOp::LessEqual:
        return truth(a <= b);
    case FormulaOp::Greater:
        return truth(a > b);
    case FormulaOp::GreaterEqual:
        return truth(a >= b);
    case FormulaOp::Equal:
        return truth(a == b);
    case FormulaOp::NotEqual:
        return truth(a != b);
    case FormulaOp::And:
        return truth(a != 0.0 && b != 0.0);
    case FormulaOp::Or:
        return truth(a != 0.0 || b != 0.0);
    default:
        return a;
    }
}

} // namespace

double applied(FormulaOp op, double a, double b, double c)
{
    if (std::isnan(a))
        return undefined;
    if (op == FormulaOp::Select)
        return a != 0.0 ? b : c;
    if (operandsOf(op) == 1)
        return ofOne(op, a);
    return std::isnan(b) ? undefined : ofTwo(op, a, b);
}

namespace {

/// Values of the last bars; the oldest is the one asked for.
class Past {
public:
    explicit Past(std::size_t bars) : m_values(bars, undefined) {}
    [[nodiscard]] double oldest() const { return m_values[m_next]; }
    void push(double value)
    {
        m_values[m_next] = value;
        m_next = m_next + 1 == m_values.size() ? 0 : m_next + 1;
    }

private:
    std::vector<double> m_values;
    std::size_t m_next = 0;
};

class FormulaInstance final : public IndicatorInstance {
public:
    explicit FormulaInstance(FormulaProgram program)
        : m_steps(std::move(program.steps))
        , m_prices(std::move(program.prices))
        , m_indicators(std::move(program.indicators))
        , m_pastLengths(std::move(program.pastLengths))
        , m_values(m_indicators.size())
        , m_stack(m_steps.size() + 1)
        , m_warmUp{program.warmUp}
    {
        for (const std::size_t bars : m_pastLengths)
            m_past.emplace_back(bars);
    }
    FormulaInstance(const FormulaInstance &other)
        : m_steps(other.m_steps)
        , m_prices(other.m_prices)
        , m_pastLengths(other.m_pastLengths)
        , m_past(other.m_past)
        , m_values(other.m_values.size())
        , m_stack(other.m_stack.size())
        , m_warmUp(other.m_warmUp)
        , m_seen(other.m_seen)
    {
        for (const auto &indicator : other.m_indicators)
            m_indicators.push_back(indicator->clone());
    }
    FormulaInstance &operator=(const FormulaInstance &) = delete;

    using IndicatorInstance::compute;
    std::span<const double> update(BarInput bar) override { return evaluate<false>(bar); }
    std::span<const double> preview(BarInput bar) override { return evaluate<true>(bar); }
    [[nodiscard]] std::unique_ptr<IndicatorInstance> clone() const override
    {
        return std::make_unique<FormulaInstance>(*this);
    }
    [[nodiscard]] std::unique_ptr<IndicatorInstance> fresh() const override
    {
        FormulaProgram program{
            .steps = m_steps, .pastLengths = m_pastLengths, .warmUp = m_warmUp[0]};
        for (const Source &price : m_prices)
            program.prices.push_back(price.fresh());
        for (const auto &indicator : m_indicators)
            program.indicators.push_back(indicator->fresh());
        return std::make_unique<FormulaInstance>(std::move(program));
    }
    void compute(const BarColumns &bars, Columns columns) const override;
    [[nodiscard]] std::span<const int> warmUps() const override { return m_warmUp; }

private:
    using Column = std::vector<double>;

    template <bool isTrial>
    std::span<const double> evaluate(BarInput bar);
    template <bool isTrial>
    double leaf(const FormulaStep &step, BarInput bar)
    {
        switch (step.op) {
        case FormulaOp::Constant:
            return step.constant;
        case FormulaOp::Volume:
            return bar.bar().volume;
        case FormulaOp::Price:
            return m_prices[step.index].price<isTrial>(bar);
        default:
            return m_values[step.index][step.output];
        }
    }
    [[nodiscard]] Column leafColumn(const FormulaStep &step, const BarColumns &bars,
        const std::vector<std::vector<Column>> &outputs) const;
    void computeFinite(const BarColumns &bars, std::span<double> column) const;

    std::vector<FormulaStep> m_steps;
    std::vector<Source> m_prices;
    std::vector<std::unique_ptr<IndicatorInstance>> m_indicators;
    std::vector<std::size_t> m_pastLengths;
    std::vector<Past> m_past;
    std::vector<std::span<const double>> m_values; // of each indicator at this bar
    std::vector<double> m_stack;
    std::array<int, 1> m_warmUp;
    int m_seen = 0; // bars taken in; counts no further than the warm-up
    std::array<double, 1> m_result{undefined};
};

template <bool isTrial>
std::span<const double> FormulaInstance::evaluate(BarInput bar)
{
    m_result[0] = undefined;
    if (!isFinite(bar.bar()))
        return m_result;
    for (std::size_t i = 0; i < m_indicators.size(); ++i)
        m_values[i] = isTrial ? m_indicators[i]->preview(bar) : m_indicators[i]->update(bar);
    double *top = m_stack.data(); // one past the value on top; room for all steps
    for (const FormulaStep &step : m_steps) {
        const int operands = operandsOf(step.op);
        if (operands == 0) {
            *top++ = leaf<isTrial>(step, bar);
        } else if (step.op == FormulaOp::Past) {
            Past &past = m_past[step.index];
            const double value = std::exchange(top[-1], past.oldest());
            if constexpr (!isTrial)
                past.push(value);
        } else {
            top -= operands - 1;
            top[-1] = applied(step.op, top[-1], top[0], operands == 3 ? top[1] : 0.0);
        }
    }
    const int seen = m_seen + 1;
    if constexpr (!isTrial)
        m_seen = std::min(seen, m_warmUp[0]);
    if (seen >= m_warmUp[0] && std::isfinite(top[-1]))
        m_result[0] = top[-1];
    return m_result;
}

void FormulaInstance::compute(const BarColumns &bars, Columns columns) const
{
    bool areFinite = true;
    for (std::size_t i = 0; i < bars.size(); ++i)
        areFinite = areFinite && isFinite(bars[i]);
    if (areFinite)
        return computeFinite(bars, columns[0]);
    // A bar left out moves what `[n]` sees: rare enough to go bar by bar.
    const auto stream = fresh();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Bar bar = bars[i];
        const QuoteBar quotes = bars.quotes(i);
        columns[0][i] = stream->update(BarInput(bar, quotes))[0];
    }
}

void FormulaInstance::computeFinite(const BarColumns &bars, std::span<double> column) const
{
    std::vector<std::vector<Column>> outputs;
    for (const auto &indicator : m_indicators)
        outputs.push_back(indicator->compute(bars));
    std::vector<Column> stack;
    for (const FormulaStep &step : m_steps) {
        const auto operands = static_cast<std::size_t>(operandsOf(step.op));
        if (operands == 0) {
            stack.push_back(leafColumn(step, bars, outputs));
        } else if (step.op == FormulaOp::Past) {
            Column &values = stack.back();
            const auto reach = std::min(m_pastLengths[step.index], values.size());
            std::ranges::rotate(values, values.end() - static_cast<std::ptrdiff_t>(reach));
            std::fill_n(values.begin(), reach, undefined);
        } else {
            Column *operand = &stack[stack.size() - operands];
            for (std::size_t i = 0; i < bars.size(); ++i)
                operand[0][i] = applied(step.op, operand[0][i], operands > 1 ? operand[1][i] : 0.0,
                    operands > 2 ? operand[2][i] : 0.0);
            stack.resize(stack.size() - operands + 1);
        }
    }
    const auto first = static_cast<std::size_t>(m_warmUp[0] - 1);
    for (std::size_t i = 0; i < bars.size(); ++i)
        column[i] = i >= first && std::isfinite(stack[0][i]) ? stack[0][i] : undefined;
}

FormulaInstance::Column FormulaInstance::leafColumn(const FormulaStep &step, const BarColumns &bars,
    const std::vector<std::vector<Column>> &outputs) const
{
    switch (step.op) {
    case FormulaOp::Constant:
        return Column(bars.size(), step.constant);
    case FormulaOp::Volume:
        return {bars.volume.begin(), bars.volume.end()};
    case FormulaOp::Price: {
        Column storage;
        const auto prices = m_prices[step.index].compute(bars, storage);
        return storage.empty() ? Column(prices.begin(), prices.end()) : storage;
    }
    default:
        return outputs[step.index][step.output];
    }
}

} // namespace

std::unique_ptr<IndicatorInstance> instanceOf(FormulaProgram program)
{
    return std::make_unique<FormulaInstance>(std::move(program));
}

} // namespace agora::indicators
