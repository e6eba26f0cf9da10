#pragma once

#include "engine/model/period.h"
#include "indicators/catalog.h"

#include <QColor>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace agora::charts {

/// How one output is drawn; Usual = as the catalogue says.
enum class OutputStyle { Usual, Line, Dots, Steps, Histogram, Area, None };

/// What a user chose for one output besides its colour and width.
struct OutputLook {
    OutputStyle plot = OutputStyle::Usual;
    Qt::PenStyle dash = Qt::SolidLine; ///< of lines; solid, dash, dot, dash-dot
    QColor fallingColor; ///< of a histogram below zero; invalid = the usual
    bool isVisible = true;

    bool operator==(const OutputLook &) const = default;
};

/// A horizontal line in an indicator's pane.
struct LevelLine {
    double value = 0;
    QString text; ///< beside the line; empty = none
    QColor color; ///< invalid = the theme's
    Qt::PenStyle dash = Qt::DashLine;

    bool operator==(const LevelLine &) const = default;
};

/// The tint between the first and the last edge of a band, and of the pane between the outermost
/// levels.
struct FillLook {
    bool isBandFilled = true;
    bool areLevelsFilled = false;
    QColor above; ///< where the first edge is above the last; invalid = the usual
    QColor below; ///< where it is below (a cloud); invalid = the usual
    int opacity = 0; ///< percent, 1 to 100; 0 = the usual

    bool operator==(const FillLook &) const = default;
};

/// Periods on which an indicator is shown; the ends count. Nothing chosen = on all.
struct PeriodChoice {
    std::optional<Period> from, to;
    std::vector<Period> only; ///< when not empty, `from` and `to` do not count

    [[nodiscard]] bool admits(Period period) const;
    bool operator==(const PeriodChoice &) const = default;
};

/// The output of another indicator of the same chart that one is applied to: when that one
/// changes, so does this one.
struct InputLink {
    QString id;
    std::string output; ///< its key

    bool operator==(const InputLink &) const = default;
};

enum class PanePlace {
    Usual, ///< where the catalogue says; what is fed by an indicator of another pane goes there
    Price, ///< the price pane; what is no price has a scale of its own there
    Own, ///< a pane of its own
    With ///< the pane of another indicator
};

/// One indicator on a chart, as the user set it up. The order of an indicator among those of its
/// chart is the order of the panes, and within a pane later ones are drawn over earlier ones.
struct IndicatorSetup {
    QString id; ///< unique on its chart; empty = the chart gives one
    std::string key; ///< of the catalogue
    indicators::ParameterValues parameters;
    /// What it is applied to, as `indicators::parseSource` reads it: `high`, `ask.close`,
    /// `ema(close, 20)`; empty = the usual.
    std::string input;
    std::string secondInput; ///< of those that compare two
    std::vector<QColor> colors; ///< one an output; missing or invalid = the theme's
    std::vector<double>
        widths; ///< one an output, in device-independent pixels; missing = the usual
    bool isVisible = true;
    std::vector<OutputLook> looks; ///< one an output; missing = the usual
    std::optional<std::vector<LevelLine>> levels; ///< nothing = the catalogue's
    FillLook fill;
    PanePlace pane = PanePlace::Usual;
    QString paneOf; ///< With: the indicator whose pane it shares
    PeriodChoice periods;
    QString name; ///< replaces the usual title; empty = that
    /// Where `input` and `secondInput` follow another indicator of the chart.
    std::optional<InputLink> inputLink, secondInputLink;
    QJsonObject unknown; ///< fields that a newer version wrote, kept for it

    bool operator==(const IndicatorSetup &) const = default;
};

/// What is chosen for that output; the usual where nothing is.
[[nodiscard]] OutputLook lookOf(const IndicatorSetup &setup, std::size_t output);
/// Whether both compute the same, however they look.
[[nodiscard]] bool isSameCalculation(const IndicatorSetup &one, const IndicatorSetup &other);
/// `RSI 14`, or the name that the user gave.
[[nodiscard]] QString titleOf(const IndicatorSetup &setup);
/// The levels to be drawn: those chosen, or the catalogue's.
[[nodiscard]] std::vector<LevelLine> levelsOf(const IndicatorSetup &setup);
/// What computes it. What it cannot be computed with is an error that names it.
[[nodiscard]] Result<std::unique_ptr<indicators::IndicatorInstance>> makeInstance(
    const IndicatorSetup &setup);
/// An id that none of them has: `rsi-2`.
[[nodiscard]] QString freeId(const std::vector<IndicatorSetup> &setups, const std::string &key);

/// Everything that differs from the usual; readable, and the same for equal setups.
[[nodiscard]] QJsonObject toJson(const IndicatorSetup &setup);
/// Reads it back. An unknown key or value, or one of another type, is an error that names the field
/// and the value. Fields that are not known are kept in `unknown`.
[[nodiscard]] Result<IndicatorSetup> indicatorFromJson(const QJsonObject &json);

[[nodiscard]] QString toText(OutputStyle style); ///< `line`
[[nodiscard]] QString toText(Qt::PenStyle dash); ///< `dash_dot`

} // namespace agora::charts
