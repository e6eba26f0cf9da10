#include "charts/view_window.h"

#include <algorithm>

namespace agora::charts {
namespace {

constexpr double fewestBars = 10;
constexpr double mostEmptyShare = 0.5; // of the width, to the right of the newest bar

} // namespace

double ViewWindow::newest() const { return static_cast<double>(m_count) - 0.5; }

double ViewWindow::end() const { return newest() + m_margin * m_bars; }

double ViewWindow::usualBars() const
{
    return m_pixels > 0 ? std::max(fewestBars, m_pixels / m_usualBarPixels) : 120;
}

void ViewWindow::reset(std::size_t bars)
{
    m_count = bars;
    setBars(usualBars());
    m_isRangeChosen = false;
    m_isAutoScroll = true;
    m_stays = Stays::Usual;
    m_right = end();
}

void ViewWindow::setBarCount(std::size_t bars)
{
    const double growth = static_cast<double>(bars) - static_cast<double>(m_count);
    m_count = bars;
    if (m_isAutoScroll)
        m_right += growth;
    limit();
}

void ViewWindow::setPixelWidth(double pixels, double usualBarPixels, bool isResized)
{
    m_usualBarPixels = usualBarPixels;
    if (pixels <= 0 || pixels == m_pixels)
        return;
    if (m_pixels <= 0)
        m_barPixels = m_isRangeChosen ? pixels / m_bars : usualBarPixels;
    m_pixels = pixels;
    if (m_stays == Stays::Range) {
        m_barPixels = pixels / m_bars;
        return;
    }
    const double bars = std::max(fewestBars, m_pixels / m_barPixels);
    const double fixed = fixedAt(isResized);
    m_right = fixed + (m_right - fixed) * bars / m_bars;
    m_bars = bars;
    if (m_isAutoScroll)
        m_right = std::max(m_right, newest());
    limit();
}

double ViewWindow::fixedAt(bool isResized) const
{
    if (m_stays == Stays::Middle)
        return m_right - m_bars / 2;
    if (m_stays == Stays::Left)
        return m_right - m_bars;
    if (m_isAutoScroll)
        return newest();
    return isResized ? m_right : m_right - m_bars;
}

void ViewWindow::setMargin(double share)
{
    m_margin = std::clamp(share, 0.0, mostEmptyShare);
    if (m_isAutoScroll)
        m_right = end();
    limit();
}

void ViewWindow::setAutoScroll(bool isOn)
{
    m_isAutoScroll = isOn;
    if (isOn && m_right < newest())
        m_right = end();
}

void ViewWindow::zoom(double factor, double anchor)
{
    zoomAround(factor, m_isAutoScroll ? newest() : anchor);
}

void ViewWindow::zoomAt(double factor, double anchor)
{
    zoomAround(factor, anchor);
    m_isAutoScroll = m_right >= newest();
    m_stays = Stays::Left;
}

void ViewWindow::zoomAround(double factor, double fixed)
{
    const double most = std::max({usualBars(), fewestBars, static_cast<double>(m_count) * 1.15});
    const double bars = std::clamp(m_bars * factor, fewestBars, most);
    m_right = fixed + (m_right - fixed) * bars / m_bars;
    setBars(bars);
    limit();
    m_stays = Stays::Usual;
}

void ViewWindow::moved(double by, std::size_t bars)
{
    m_count = bars;
    m_right += by;
    limit();
}

void ViewWindow::scroll(double bars)
{
    m_right += bars;
    limit();
    m_isAutoScroll = m_right >= newest();
    m_stays = Stays::Left;
}

void ViewWindow::scrollToStart()
{
    m_right = m_bars - 0.5;
    m_isAutoScroll = m_right >= newest();
    limit();
    m_stays = Stays::Left;
}

void ViewWindow::scrollToEnd()
{
    m_isAutoScroll = true;
    m_right = end();
    m_stays = Stays::Usual;
}

void ViewWindow::centerOn(double bar)
{
    m_right = bar + m_bars / 2;
    limit();
    m_isAutoScroll = m_right >= newest();
    m_stays = Stays::Middle;
}

void ViewWindow::setRange(VisibleRange range)
{
    const double widening = std::max(0.0, fewestBars - range.bars());
    setBars(range.bars() + widening);
    m_right = range.last + widening / 2;
    limit();
    m_isAutoScroll = m_right >= newest();
    m_stays = Stays::Range;
}

void ViewWindow::setBars(double bars)
{
    m_bars = bars;
    m_isRangeChosen = true;
    if (m_pixels > 0)
        m_barPixels = m_pixels / bars;
}

void ViewWindow::limit()
{
    const double rightmost = newest() + mostEmptyShare * m_bars;
    const double leftmost = std::min(newest(), fewestBars / 2); // a few of the oldest stay in view
    m_right = std::clamp(m_right, leftmost, rightmost);
}

} // namespace agora::charts
