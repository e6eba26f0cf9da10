#pragma once

#include "indicators/bar_input.h"
#include "indicators/moving_average.h"
#include "indicators/true_range.h"

namespace agora::indicators {

/// Keltner channel: an average of the price, and `width` averages of the bars' range to either
/// side.
class KeltnerChannel {
public:
    using Input = PricedBar;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };
    enum class Form {
        Exponential, ///< of price and true range (Linda Raschke; TradingView)
        Simple ///< of price and high − low (Chester Keltner, 1960, with the typical price)
    };

    KeltnerChannel(int period, double width, Form form = Form::Exponential)
        : m_form(form)
        , m_middle(kindOf(form), period)
        , m_range(kindOf(form), period)
        , m_trueRange(FirstRange::HighLow)
        , m_width(width)
    {}

    [[nodiscard]] int warmUp() const { return m_middle.warmUp(); }

    /// Empty until `period` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &input)
    {
        const auto trueRange = m_trueRange.update(input.bar);
        const double highLow = input.bar.high - input.bar.low;
        const auto middle = m_middle.update(input.price);
        const auto range
            = m_range.update(m_form == Form::Exponential ? trueRange.value_or(highLow) : highLow);
        if (!middle || !range)
            return std::nullopt;
        const double distance = m_width * *range;
        return Output{.upper = *middle + distance, .middle = *middle, .lower = *middle - distance};
    }

private:
    static MovingAverage::Kind kindOf(Form form)
    {
        return form == Form::Simple ? MovingAverage::Kind::Simple
                                    : MovingAverage::Kind::Exponential;
    }

    Form m_form;
    MovingAverage m_middle;
    MovingAverage m_range;
    TrueRange m_trueRange;
    double m_width;
};

static_assert(Indicator<KeltnerChannel>);

} // namespace agora::indicators
