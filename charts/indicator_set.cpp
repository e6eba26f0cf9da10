#include "charts/indicator_set.h"

#include "charts/indicator_links.h"

#include "indicators/formula.h"

#include <algorithm>

namespace agora::charts {
namespace {

/// Whether a text is an indicator whose values are no prices.
bool isOfOwnPane(const std::string &input)
{
    const auto call = input.empty() ? Result<indicators::CalledIndicator, indicators::FormulaError>(
                          failWith(indicators::FormulaError()))
                                    : indicators::parseCall(input);
    return call && std::ranges::any_of(call->info->outputs, [](const auto &output) {
        return output.pane == indicators::Pane::Own;
    });
}

} // namespace

Result<QString> IndicatorSet::add(IndicatorSetup setup)
{
    auto all = setups();
    if (setup.id.isEmpty())
        setup.id = freeId(all, setup.key);
    else if (find(setup.id))
        return fail(
            "There is already an indicator \"" + setup.id.toStdString() + "\" on this chart.");
    const QString id = setup.id;
    all.push_back(std::move(setup));
    if (const auto done = replace(std::move(all)); !done)
        return done.failure();
    return id;
}

Result<void> IndicatorSet::modify(const IndicatorSetup &setup)
{
    auto all = setups();
    const auto known = std::ranges::find(all, setup.id, &IndicatorSetup::id);
    if (known == all.end())
        return fail("There is no indicator \"" + setup.id.toStdString() + "\" on this chart.");
    *known = setup;
    return replace(std::move(all));
}

bool IndicatorSet::remove(const QString &id)
{
    auto all = setups();
    if (std::erase_if(all, [&](const auto &setup) { return setup.id == id; }) == 0)
        return false;
    return replace(std::move(all)).hasValue();
}

Result<void> IndicatorSet::replace(std::vector<IndicatorSetup> setups)
{
    for (std::size_t i = 0; i < setups.size(); ++i) {
        if (setups[i].id.isEmpty())
            setups[i].id = freeId(setups, setups[i].key);
        for (std::size_t other = 0; other < i; ++other)
            if (setups[other].id == setups[i].id)
                return fail("Two indicators are called \"" + setups[i].id.toStdString() + "\".");
    }
    if (const auto linked = followLinks(setups); !linked)
        return linked;
    for (const auto &setup : setups) // all are looked at before the first is changed
        if (const auto *known = find(setup.id); !known || known->setup() != setup)
            if (const auto made = IndicatorLayer::make(setup, 0); !made)
                return made.failure();
    std::vector<IndicatorLayer> before;
    before.swap(m_layers);
    const auto wasThere = [&](const QString &id) {
        return std::ranges::find(
            before, id, [](const IndicatorLayer &layer) { return layer.setup().id; });
    };
    // Those that stay keep their colours: they come first to whoever looks for a free one.
    std::vector<IndicatorLayer> fresh;
    for (const auto &setup : setups)
        if (const auto known = wasThere(setup.id); known != before.end()) {
            const auto changed = known->setup() == setup ? Result<void>() : known->change(setup);
            AGORA_ENSURE(changed.hasValue());
            m_layers.push_back(std::move(*known));
            before.erase(known);
        }
    for (const auto &setup : setups)
        if (!find(setup.id))
            m_layers.push_back(*IndicatorLayer::make(setup, freePaletteIndex()));
    for (const auto &setup : setups) // and now in the order that was asked for
        fresh.push_back(std::move(*std::ranges::find(
            m_layers, setup.id, [](const IndicatorLayer &layer) { return layer.setup().id; })));
    m_layers = std::move(fresh);
    arrange();
    return {};
}

std::vector<IndicatorSetup> IndicatorSet::setups() const
{
    std::vector<IndicatorSetup> setups;
    for (const auto &layer : m_layers)
        setups.push_back(layer.setup());
    return setups;
}

const IndicatorLayer *IndicatorSet::find(const QString &id) const
{
    const auto found = std::ranges::find(
        m_layers, id, [](const IndicatorLayer &layer) { return layer.setup().id; });
    return found == m_layers.end() ? nullptr : &*found;
}

std::vector<QColor> IndicatorSet::usualColors(
    const IndicatorSetup &setup, const ChartTheme &theme) const
{
    const auto *known = find(setup.id);
    const int palette = known ? known->paletteIndex() : freePaletteIndex();
    const auto *info = indicators::findIndicator(setup.key);
    if (!info)
        return {};
    // What it is computed from does not matter here, and may be wrong while it is edited.
    IndicatorSetup plain;
    plain.key = setup.key;
    const auto layer = IndicatorLayer::make(std::move(plain), palette);
    return layer ? layer->colors(theme) : std::vector<QColor>(info->outputs.size(), theme.line);
}

std::size_t IndicatorSet::update(
    const indicators::BarColumns &bars, Period period, std::size_t from, const MayGoOn &mayGoOn)
{
    if (period != m_period) {
        m_period = period;
        arrange();
    }
    std::size_t first = bars.size();
    for (auto &layer : m_layers)
        first = std::min(first, layer.update(bars, from, mayGoOn));
    return first;
}

bool IndicatorSet::isCalculating() const
{
    return std::ranges::any_of(m_layers, &IndicatorLayer::isCalculating);
}

int IndicatorSet::freePaletteIndex(int besides) const
{
    for (int index = 0;; ++index) {
        const bool isTaken = index == besides || std::ranges::count(m_reservedPalette, index) > 0
            || std::ranges::any_of(m_layers,
                [&](const IndicatorLayer &layer) { return layer.paletteIndex() == index; });
        if (!isTaken)
            return index;
    }
}

QString IndicatorSet::paneOf(const IndicatorLayer &layer, int depth) const
{
    const IndicatorSetup &setup = layer.setup();
    const auto paneOfOther = [&](const QString &id) {
        const auto *other = id == setup.id || depth <= 0 ? nullptr : find(id);
        return other ? paneOf(*other, depth - 1) : setup.id;
    };
    switch (setup.pane) {
    case PanePlace::Price:
        return {};
    case PanePlace::Own:
        return setup.id;
    case PanePlace::With:
        return paneOfOther(setup.paneOf);
    case PanePlace::Usual:
        break;
    }
    if (layer.hasOwnPane())
        return setup.id;
    if (setup.inputLink && find(setup.inputLink->id))
        return paneOfOther(setup.inputLink->id);
    return isOfOwnPane(setup.input) ? setup.id : QString();
}

void IndicatorSet::arrange()
{
    for (auto &layer : m_layers) {
        const IndicatorSetup &setup = layer.setup();
        LayerPlace place{.pane = paneOf(layer, static_cast<int>(m_layers.size())),
            .isShown = setup.isVisible && setup.periods.admits(m_period),
            .hasOwnScale = false};
        place.hasOwnScale
            = place.pane.isEmpty() && (layer.hasOwnPane() || isOfOwnPane(setup.input));
        layer.setPlace(std::move(place));
    }
}

QStringList IndicatorSet::panes() const
{
    QStringList panes;
    for (const auto &layer : m_layers)
        if (const auto &place = layer.place();
            place.isShown && !place.pane.isEmpty() && !panes.contains(place.pane))
            panes.append(place.pane);
    return panes;
}

std::vector<const IndicatorLayer *> IndicatorSet::drawnIn(const QString &pane) const
{
    std::vector<const IndicatorLayer *> drawn;
    for (const auto &layer : m_layers)
        if (layer.place().isShown && layer.place().pane == pane)
            drawn.push_back(&layer);
    return drawn;
}

std::vector<const IndicatorLayer *> IndicatorSet::namedIn(const QString &pane) const
{
    std::vector<const IndicatorLayer *> named;
    const QStringList there = panes();
    for (const auto &layer : m_layers) {
        const auto &place = layer.place();
        const bool isThere = place.pane.isEmpty() || there.contains(place.pane);
        if (isThere ? place.pane == pane : pane.isEmpty())
            named.push_back(&layer);
    }
    return named;
}

} // namespace agora::charts
