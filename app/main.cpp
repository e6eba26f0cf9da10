#include "app/start/command_line.h"
#include "app/terminal.h"

#include <QApplication>

#include <iostream>

namespace {

using agora::app::CommandLine;
constexpr int badUsage = 2;

int complain(const std::string &sentence, int code)
{
    std::cerr << "agora: " << sentence << '\n';
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    const auto line = agora::app::parseCommandLine({argv + 1, argv + argc});
    if (!line)
        return complain(line.error().message, badUsage);
    if (line->task == CommandLine::Task::BecomeEngine)
        return complain(agora::app::becomeEngine(line->engineArguments).message, 1);
    if (line->task != CommandLine::Task::ShowWindow) {
        std::cout << (line->task == CommandLine::Task::PrintHelp ? agora::app::helpText()
                                                                 : "agora " AGORA_VERSION "\n");
        return 0;
    }
    const auto paths = agora::Paths::forProfile(line->profile);
    if (!paths)
        return complain(paths.error().message, badUsage);
    if (const auto prepared = paths->prepare(); !prepared)
        return complain(prepared.error().message, 1);

    const agora::StopSignals stopSignals;
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("agora"));
    QApplication::setApplicationDisplayName(QStringLiteral("Agora"));
    QApplication::setApplicationVersion(QStringLiteral(AGORA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.agora.Terminal"));
    agora::app::Terminal terminal(*line, *paths, stopSignals);
    terminal.show();
    return QApplication::exec();
}
