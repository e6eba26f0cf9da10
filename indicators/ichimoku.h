#pragma once

#include "indicators/donchian.h"

#include <algorithm>
#include <array>

namespace agora::indicators {

/// Ichimoku Kinko Hyo (Goichi Hosoda, 1969): middles of the ranges of three windows. Nothing is
/// moved here: charts draw the spans 26 bars to the right and the lagging span 26 to the left.
class Ichimoku {
public:
    using Input = Bar;
    struct Output {
        std::optional<double> tenkan; ///< conversion line
        std::optional<double> kijun; ///< base line
        std::optional<double> senkouA; ///< mean of these two
        std::optional<double> senkouB; ///< the longest window
        double chikou = 0; ///< the close
    };

    Ichimoku(int tenkan, int kijun, int senkou) : m_tenkan(tenkan), m_kijun(kijun), m_senkou(senkou)
    {}

    [[nodiscard]] std::array<int, 5> warmUps() const
    {
        const int tenkan = m_tenkan.warmUp();
        const int kijun = m_kijun.warmUp();
        return {tenkan, kijun, std::max(tenkan, kijun), m_senkou.warmUp(), 1};
    }

    /// Each line as soon as its window is full.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        Output output;
        output.tenkan = middleOf(m_tenkan, bar);
        output.kijun = middleOf(m_kijun, bar);
        output.senkouB = middleOf(m_senkou, bar);
        if (output.tenkan && output.kijun)
            output.senkouA = 0.5 * (*output.tenkan + *output.kijun);
        output.chikou = bar.close;
        return output;
    }

private:
    static std::optional<double> middleOf(DonchianChannel &channel, const Bar &bar)
    {
        const auto range = channel.update(bar);
        return range ? std::optional(range->middle) : std::nullopt;
    }

    DonchianChannel m_tenkan;
    DonchianChannel m_kijun;
    DonchianChannel m_senkou;
};

static_assert(Indicator<Ichimoku>);

} // namespace agora::indicators
