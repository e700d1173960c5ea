"""The pages as a service: for anybody who comes, by themselves or beside a bot.

main.py        serves an opened archive until a signal, with health and figures
companion.py   the process beside a bot
visitors.py    how often one visitor may ask
figures.py     what is counted, for Prometheus
"""
